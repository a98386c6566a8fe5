// Written by `npm run generate:validators` from event-schemas.ts and request-schemas.ts.
"use strict";
export const validateTripStart = validate10;
const schema11 = {"$id":"tripStart","type":"object","properties":{"trip_id":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$","description":"1 to 64 of A-Z a-z 0-9 _ -"},"pickup_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment such as 2024-05-25 23:59:59"},"pickup_location_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"dropoff_location_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"vendor_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"estimated_dropoff_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment such as 2024-05-25 23:59:59"},"estimated_fare_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits"}},"required":["trip_id","pickup_datetime"],"additionalProperties":false};
const pattern0 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u");
const pattern1 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$", "u");
const pattern2 = new RegExp("^-?[0-9]{1,18}(\\.0*)?$", "u");
const pattern6 = new RegExp("^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tripStart" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.trip_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "trip_id"},message:"must have required property '"+"trip_id"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.pickup_datetime === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "pickup_datetime"},message:"must have required property '"+"pickup_datetime"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((((((key0 === "trip_id") || (key0 === "pickup_datetime")) || (key0 === "pickup_location_id")) || (key0 === "dropoff_location_id")) || (key0 === "vendor_id")) || (key0 === "estimated_dropoff_datetime")) || (key0 === "estimated_fare_amount"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.trip_id !== undefined){
let data0 = data.trip_id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err3 = {instancePath:instancePath+"/trip_id",schemaPath:"#/properties/trip_id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,64}$"+"\"",schema:"^[A-Za-z0-9_-]{1,64}$",parentSchema:schema11.properties.trip_id,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/trip_id",schemaPath:"#/properties/trip_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.trip_id.type,parentSchema:schema11.properties.trip_id,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.pickup_datetime !== undefined){
let data1 = data.pickup_datetime;
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err5 = {instancePath:instancePath+"/pickup_datetime",schemaPath:"#/properties/pickup_datetime/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$",parentSchema:schema11.properties.pickup_datetime,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/pickup_datetime",schemaPath:"#/properties/pickup_datetime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.pickup_datetime.type,parentSchema:schema11.properties.pickup_datetime,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.pickup_location_id !== undefined){
let data2 = data.pickup_location_id;
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
const err7 = {instancePath:instancePath+"/pickup_location_id",schemaPath:"#/properties/pickup_location_id/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema11.properties.pickup_location_id,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/pickup_location_id",schemaPath:"#/properties/pickup_location_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.pickup_location_id.type,parentSchema:schema11.properties.pickup_location_id,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.dropoff_location_id !== undefined){
let data3 = data.dropoff_location_id;
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
const err9 = {instancePath:instancePath+"/dropoff_location_id",schemaPath:"#/properties/dropoff_location_id/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema11.properties.dropoff_location_id,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/dropoff_location_id",schemaPath:"#/properties/dropoff_location_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.dropoff_location_id.type,parentSchema:schema11.properties.dropoff_location_id,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.vendor_id !== undefined){
let data4 = data.vendor_id;
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
const err11 = {instancePath:instancePath+"/vendor_id",schemaPath:"#/properties/vendor_id/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema11.properties.vendor_id,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/vendor_id",schemaPath:"#/properties/vendor_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.vendor_id.type,parentSchema:schema11.properties.vendor_id,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.estimated_dropoff_datetime !== undefined){
let data5 = data.estimated_dropoff_datetime;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err13 = {instancePath:instancePath+"/estimated_dropoff_datetime",schemaPath:"#/properties/estimated_dropoff_datetime/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$",parentSchema:schema11.properties.estimated_dropoff_datetime,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/estimated_dropoff_datetime",schemaPath:"#/properties/estimated_dropoff_datetime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.estimated_dropoff_datetime.type,parentSchema:schema11.properties.estimated_dropoff_datetime,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.estimated_fare_amount !== undefined){
let data6 = data.estimated_fare_amount;
if(typeof data6 === "string"){
if(!pattern6.test(data6)){
const err15 = {instancePath:instancePath+"/estimated_fare_amount",schemaPath:"#/properties/estimated_fare_amount/pattern",keyword:"pattern",params:{pattern: "^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"},message:"must match pattern \""+"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"+"\"",schema:"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$",parentSchema:schema11.properties.estimated_fare_amount,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/estimated_fare_amount",schemaPath:"#/properties/estimated_fare_amount/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.estimated_fare_amount.type,parentSchema:schema11.properties.estimated_fare_amount,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateTripEnd = validate11;
const schema12 = {"$id":"tripEnd","type":"object","properties":{"trip_id":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$","description":"1 to 64 of A-Z a-z 0-9 _ -"},"dropoff_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment such as 2024-05-25 23:59:59"},"fare_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits"},"tip_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits"},"trip_distance":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits"},"rate_code":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"passenger_count":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"payment_type":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"trip_type":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"}},"required":["trip_id","dropoff_datetime","fare_amount"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tripEnd" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.trip_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "trip_id"},message:"must have required property '"+"trip_id"+"'",schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.dropoff_datetime === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dropoff_datetime"},message:"must have required property '"+"dropoff_datetime"+"'",schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.fare_amount === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fare_amount"},message:"must have required property '"+"fare_amount"+"'",schema:schema12.required,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema12.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.trip_id !== undefined){
let data0 = data.trip_id;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err4 = {instancePath:instancePath+"/trip_id",schemaPath:"#/properties/trip_id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,64}$"+"\"",schema:"^[A-Za-z0-9_-]{1,64}$",parentSchema:schema12.properties.trip_id,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/trip_id",schemaPath:"#/properties/trip_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.trip_id.type,parentSchema:schema12.properties.trip_id,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.dropoff_datetime !== undefined){
let data1 = data.dropoff_datetime;
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err6 = {instancePath:instancePath+"/dropoff_datetime",schemaPath:"#/properties/dropoff_datetime/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$",parentSchema:schema12.properties.dropoff_datetime,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/dropoff_datetime",schemaPath:"#/properties/dropoff_datetime/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.dropoff_datetime.type,parentSchema:schema12.properties.dropoff_datetime,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.fare_amount !== undefined){
let data2 = data.fare_amount;
if(typeof data2 === "string"){
if(!pattern6.test(data2)){
const err8 = {instancePath:instancePath+"/fare_amount",schemaPath:"#/properties/fare_amount/pattern",keyword:"pattern",params:{pattern: "^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"},message:"must match pattern \""+"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"+"\"",schema:"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$",parentSchema:schema12.properties.fare_amount,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/fare_amount",schemaPath:"#/properties/fare_amount/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.fare_amount.type,parentSchema:schema12.properties.fare_amount,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.tip_amount !== undefined){
let data3 = data.tip_amount;
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
const err10 = {instancePath:instancePath+"/tip_amount",schemaPath:"#/properties/tip_amount/pattern",keyword:"pattern",params:{pattern: "^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"},message:"must match pattern \""+"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"+"\"",schema:"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$",parentSchema:schema12.properties.tip_amount,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/tip_amount",schemaPath:"#/properties/tip_amount/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.tip_amount.type,parentSchema:schema12.properties.tip_amount,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.trip_distance !== undefined){
let data4 = data.trip_distance;
if(typeof data4 === "string"){
if(!pattern6.test(data4)){
const err12 = {instancePath:instancePath+"/trip_distance",schemaPath:"#/properties/trip_distance/pattern",keyword:"pattern",params:{pattern: "^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"},message:"must match pattern \""+"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"+"\"",schema:"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$",parentSchema:schema12.properties.trip_distance,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/trip_distance",schemaPath:"#/properties/trip_distance/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.trip_distance.type,parentSchema:schema12.properties.trip_distance,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.rate_code !== undefined){
let data5 = data.rate_code;
if(typeof data5 === "string"){
if(!pattern2.test(data5)){
const err14 = {instancePath:instancePath+"/rate_code",schemaPath:"#/properties/rate_code/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema12.properties.rate_code,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/rate_code",schemaPath:"#/properties/rate_code/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.rate_code.type,parentSchema:schema12.properties.rate_code,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.passenger_count !== undefined){
let data6 = data.passenger_count;
if(typeof data6 === "string"){
if(!pattern2.test(data6)){
const err16 = {instancePath:instancePath+"/passenger_count",schemaPath:"#/properties/passenger_count/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema12.properties.passenger_count,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/passenger_count",schemaPath:"#/properties/passenger_count/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.passenger_count.type,parentSchema:schema12.properties.passenger_count,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.payment_type !== undefined){
let data7 = data.payment_type;
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
const err18 = {instancePath:instancePath+"/payment_type",schemaPath:"#/properties/payment_type/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema12.properties.payment_type,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/payment_type",schemaPath:"#/properties/payment_type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.payment_type.type,parentSchema:schema12.properties.payment_type,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.trip_type !== undefined){
let data8 = data.trip_type;
if(typeof data8 === "string"){
if(!pattern2.test(data8)){
const err20 = {instancePath:instancePath+"/trip_type",schemaPath:"#/properties/trip_type/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"},message:"must match pattern \""+"^-?[0-9]{1,18}(\\.0*)?$"+"\"",schema:"^-?[0-9]{1,18}(\\.0*)?$",parentSchema:schema12.properties.trip_type,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/trip_type",schemaPath:"#/properties/trip_type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.properties.trip_type.type,parentSchema:schema12.properties.trip_type,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema12.type,parentSchema:schema12,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

export const validatePipeBatch = validate12;
const schema13 = {"$id":"pipeBatch","type":"array","items":{"type":"object","properties":{"eventID":{"type":"string"},"eventSource":{"const":"aws:kinesis"},"eventSourceARN":{"type":"string"},"partitionKey":{"type":"string"},"sequenceNumber":{"type":"string"},"approximateArrivalTimestamp":{"type":"number"},"data":{"type":"string"}},"required":["eventID","eventSource","eventSourceARN","partitionKey","sequenceNumber","approximateArrivalTimestamp","data"]}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="pipeBatch" */;
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventID === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventID"},message:"must have required property '"+"eventID"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.eventSource === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventSource"},message:"must have required property '"+"eventSource"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.eventSourceARN === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventSourceARN"},message:"must have required property '"+"eventSourceARN"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.partitionKey === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "partitionKey"},message:"must have required property '"+"partitionKey"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0.sequenceNumber === undefined){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "sequenceNumber"},message:"must have required property '"+"sequenceNumber"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0.approximateArrivalTimestamp === undefined){
const err5 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "approximateArrivalTimestamp"},message:"must have required property '"+"approximateArrivalTimestamp"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data0.data === undefined){
const err6 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "data"},message:"must have required property '"+"data"+"'",schema:schema13.items.required,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0.eventID !== undefined){
let data1 = data0.eventID;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/" + i0+"/eventID",schemaPath:"#/items/properties/eventID/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.properties.eventID.type,parentSchema:schema13.items.properties.eventID,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.eventSource !== undefined){
let data2 = data0.eventSource;
if("aws:kinesis" !== data2){
const err8 = {instancePath:instancePath+"/" + i0+"/eventSource",schemaPath:"#/items/properties/eventSource/const",keyword:"const",params:{allowedValue: "aws:kinesis"},message:"must be equal to constant",schema:"aws:kinesis",parentSchema:schema13.items.properties.eventSource,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data0.eventSourceARN !== undefined){
let data3 = data0.eventSourceARN;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/" + i0+"/eventSourceARN",schemaPath:"#/items/properties/eventSourceARN/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.properties.eventSourceARN.type,parentSchema:schema13.items.properties.eventSourceARN,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.partitionKey !== undefined){
let data4 = data0.partitionKey;
if(typeof data4 !== "string"){
const err10 = {instancePath:instancePath+"/" + i0+"/partitionKey",schemaPath:"#/items/properties/partitionKey/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.properties.partitionKey.type,parentSchema:schema13.items.properties.partitionKey,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.sequenceNumber !== undefined){
let data5 = data0.sequenceNumber;
if(typeof data5 !== "string"){
const err11 = {instancePath:instancePath+"/" + i0+"/sequenceNumber",schemaPath:"#/items/properties/sequenceNumber/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.properties.sequenceNumber.type,parentSchema:schema13.items.properties.sequenceNumber,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data0.approximateArrivalTimestamp !== undefined){
let data6 = data0.approximateArrivalTimestamp;
if(!((typeof data6 == "number") && (isFinite(data6)))){
const err12 = {instancePath:instancePath+"/" + i0+"/approximateArrivalTimestamp",schemaPath:"#/items/properties/approximateArrivalTimestamp/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema13.items.properties.approximateArrivalTimestamp.type,parentSchema:schema13.items.properties.approximateArrivalTimestamp,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data0.data !== undefined){
let data7 = data0.data;
if(typeof data7 !== "string"){
const err13 = {instancePath:instancePath+"/" + i0+"/data",schemaPath:"#/items/properties/data/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.items.properties.data.type,parentSchema:schema13.items.properties.data,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.items.type,parentSchema:schema13.items,data:data0};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

export const validatePlanRequest = validate13;
const schema14 = {"$id":"planRequest","type":"object","properties":{"input":{},"execution_name":{"type":"string"},"execution_start_time":{"type":"string"}},"required":["input","execution_name","execution_start_time"]};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="planRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.input === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "input"},message:"must have required property '"+"input"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.execution_name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_name"},message:"must have required property '"+"execution_name"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.execution_start_time === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_start_time"},message:"must have required property '"+"execution_start_time"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.execution_name !== undefined){
let data0 = data.execution_name;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/execution_name",schemaPath:"#/properties/execution_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.execution_name.type,parentSchema:schema14.properties.execution_name,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.execution_start_time !== undefined){
let data1 = data.execution_start_time;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/execution_start_time",schemaPath:"#/properties/execution_start_time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.execution_start_time.type,parentSchema:schema14.properties.execution_start_time,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

export const validateAggregateRequest = validate14;
const schema15 = {"$id":"aggregateRequest","type":"object","properties":{"partition":{"type":"string"},"aggregate":{"type":"object","properties":{"count":{"type":"integer"},"sum":{"type":"string"},"min":{"type":["string","null"]},"max":{"type":["string","null"]}},"required":["count","sum","min","max"],"additionalProperties":false},"cursor":{"type":["string","null"]}},"required":["partition"]};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="aggregateRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.partition === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "partition"},message:"must have required property '"+"partition"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.partition !== undefined){
let data0 = data.partition;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/partition",schemaPath:"#/properties/partition/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.partition.type,parentSchema:schema15.properties.partition,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.aggregate !== undefined){
let data1 = data.aggregate;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.count === undefined){
const err2 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema15.properties.aggregate.required,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data1.sum === undefined){
const err3 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema15.properties.aggregate.required,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.min === undefined){
const err4 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema15.properties.aggregate.required,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data1.max === undefined){
const err5 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema15.properties.aggregate.required,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key0 in data1){
if(!((((key0 === "count") || (key0 === "sum")) || (key0 === "min")) || (key0 === "max"))){
const err6 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.count !== undefined){
let data2 = data1.count;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/aggregate/count",schemaPath:"#/properties/aggregate/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema15.properties.aggregate.properties.count.type,parentSchema:schema15.properties.aggregate.properties.count,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.sum !== undefined){
let data3 = data1.sum;
if(typeof data3 !== "string"){
const err8 = {instancePath:instancePath+"/aggregate/sum",schemaPath:"#/properties/aggregate/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.aggregate.properties.sum.type,parentSchema:schema15.properties.aggregate.properties.sum,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.min !== undefined){
let data4 = data1.min;
if((typeof data4 !== "string") && (data4 !== null)){
const err9 = {instancePath:instancePath+"/aggregate/min",schemaPath:"#/properties/aggregate/properties/min/type",keyword:"type",params:{type: schema15.properties.aggregate.properties.min.type},message:"must be string,null",schema:schema15.properties.aggregate.properties.min.type,parentSchema:schema15.properties.aggregate.properties.min,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data1.max !== undefined){
let data5 = data1.max;
if((typeof data5 !== "string") && (data5 !== null)){
const err10 = {instancePath:instancePath+"/aggregate/max",schemaPath:"#/properties/aggregate/properties/max/type",keyword:"type",params:{type: schema15.properties.aggregate.properties.max.type},message:"must be string,null",schema:schema15.properties.aggregate.properties.max.type,parentSchema:schema15.properties.aggregate.properties.max,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/aggregate",schemaPath:"#/properties/aggregate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.properties.aggregate.type,parentSchema:schema15.properties.aggregate,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.cursor !== undefined){
let data6 = data.cursor;
if((typeof data6 !== "string") && (data6 !== null)){
const err12 = {instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: schema15.properties.cursor.type},message:"must be string,null",schema:schema15.properties.cursor.type,parentSchema:schema15.properties.cursor,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.type,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

export const validatePublishRequest = validate15;
const schema16 = {"$id":"publishRequest","type":"object","properties":{"date":{"type":"string"},"run_id":{"type":"string"},"generated_at":{"type":"string"},"partials":{"type":"array","items":{"type":"object","properties":{"partition":{"type":"string"},"aggregate":{"type":"object","properties":{"count":{"type":"integer"},"sum":{"type":"string"},"min":{"type":["string","null"]},"max":{"type":["string","null"]}},"required":["count","sum","min","max"],"additionalProperties":false},"cursor":{"type":"null"}},"required":["partition","aggregate","cursor"]}}},"required":["date","run_id","generated_at","partials"]};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="publishRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run_id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.generated_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"},message:"must have required property '"+"generated_at"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.partials === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "partials"},message:"must have required property '"+"partials"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.date !== undefined){
let data0 = data.date;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.date.type,parentSchema:schema16.properties.date,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.run_id !== undefined){
let data1 = data.run_id;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.run_id.type,parentSchema:schema16.properties.run_id,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.generated_at !== undefined){
let data2 = data.generated_at;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.generated_at.type,parentSchema:schema16.properties.generated_at,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.partials !== undefined){
let data3 = data.partials;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.partition === undefined){
const err7 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "partition"},message:"must have required property '"+"partition"+"'",schema:schema16.properties.partials.items.required,parentSchema:schema16.properties.partials.items,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data4.aggregate === undefined){
const err8 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "aggregate"},message:"must have required property '"+"aggregate"+"'",schema:schema16.properties.partials.items.required,parentSchema:schema16.properties.partials.items,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4.cursor === undefined){
const err9 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "cursor"},message:"must have required property '"+"cursor"+"'",schema:schema16.properties.partials.items.required,parentSchema:schema16.properties.partials.items,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4.partition !== undefined){
let data5 = data4.partition;
if(typeof data5 !== "string"){
const err10 = {instancePath:instancePath+"/partials/" + i0+"/partition",schemaPath:"#/properties/partials/items/properties/partition/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.partials.items.properties.partition.type,parentSchema:schema16.properties.partials.items.properties.partition,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data4.aggregate !== undefined){
let data6 = data4.aggregate;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.count === undefined){
const err11 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema16.properties.partials.items.properties.aggregate.required,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data6.sum === undefined){
const err12 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema16.properties.partials.items.properties.aggregate.required,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data6.min === undefined){
const err13 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema16.properties.partials.items.properties.aggregate.required,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data6.max === undefined){
const err14 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema16.properties.partials.items.properties.aggregate.required,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key0 in data6){
if(!((((key0 === "count") || (key0 === "sum")) || (key0 === "min")) || (key0 === "max"))){
const err15 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data6.count !== undefined){
let data7 = data6.count;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err16 = {instancePath:instancePath+"/partials/" + i0+"/aggregate/count",schemaPath:"#/properties/partials/items/properties/aggregate/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.partials.items.properties.aggregate.properties.count.type,parentSchema:schema16.properties.partials.items.properties.aggregate.properties.count,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data6.sum !== undefined){
let data8 = data6.sum;
if(typeof data8 !== "string"){
const err17 = {instancePath:instancePath+"/partials/" + i0+"/aggregate/sum",schemaPath:"#/properties/partials/items/properties/aggregate/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.partials.items.properties.aggregate.properties.sum.type,parentSchema:schema16.properties.partials.items.properties.aggregate.properties.sum,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data6.min !== undefined){
let data9 = data6.min;
if((typeof data9 !== "string") && (data9 !== null)){
const err18 = {instancePath:instancePath+"/partials/" + i0+"/aggregate/min",schemaPath:"#/properties/partials/items/properties/aggregate/properties/min/type",keyword:"type",params:{type: schema16.properties.partials.items.properties.aggregate.properties.min.type},message:"must be string,null",schema:schema16.properties.partials.items.properties.aggregate.properties.min.type,parentSchema:schema16.properties.partials.items.properties.aggregate.properties.min,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data6.max !== undefined){
let data10 = data6.max;
if((typeof data10 !== "string") && (data10 !== null)){
const err19 = {instancePath:instancePath+"/partials/" + i0+"/aggregate/max",schemaPath:"#/properties/partials/items/properties/aggregate/properties/max/type",keyword:"type",params:{type: schema16.properties.partials.items.properties.aggregate.properties.max.type},message:"must be string,null",schema:schema16.properties.partials.items.properties.aggregate.properties.max.type,parentSchema:schema16.properties.partials.items.properties.aggregate.properties.max,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/partials/" + i0+"/aggregate",schemaPath:"#/properties/partials/items/properties/aggregate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.partials.items.properties.aggregate.type,parentSchema:schema16.properties.partials.items.properties.aggregate,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.cursor !== undefined){
let data11 = data4.cursor;
if(data11 !== null){
const err21 = {instancePath:instancePath+"/partials/" + i0+"/cursor",schemaPath:"#/properties/partials/items/properties/cursor/type",keyword:"type",params:{type: "null"},message:"must be null",schema:schema16.properties.partials.items.properties.cursor.type,parentSchema:schema16.properties.partials.items.properties.cursor,data:data11};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.partials.items.type,parentSchema:schema16.properties.partials.items,data:data4};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/partials",schemaPath:"#/properties/partials/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.partials.type,parentSchema:schema16.properties.partials,data:data3};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.type,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

