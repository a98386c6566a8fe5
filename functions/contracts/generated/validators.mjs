// Written by `npm run generate:validators` from ../schemas.ts.
"use strict";
export const validateTripStart = validate10;
const schema11 = {"$id":"tripStart","type":"object","properties":{"trip_id":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$","description":"1 to 64 of A-Z a-z 0-9 _ -"},"pickup_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment without an offset, such as 2024-05-25 23:59:59"},"pickup_location_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"dropoff_location_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"vendor_id":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"estimated_dropoff_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment without an offset, such as 2024-05-25 23:59:59"},"estimated_fare_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point"}},"required":["trip_id","pickup_datetime"],"additionalProperties":false};
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
const schema12 = {"$id":"tripEnd","type":"object","properties":{"trip_id":{"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$","description":"1 to 64 of A-Z a-z 0-9 _ -"},"dropoff_datetime":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment without an offset, such as 2024-05-25 23:59:59"},"fare_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point"},"tip_amount":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point"},"trip_distance":{"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point"},"rate_code":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"passenger_count":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"payment_type":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"},"trip_type":{"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0"}},"required":["trip_id","dropoff_datetime","fare_amount"],"additionalProperties":false};
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

export const validateQuarantineMessage = validate13;
const schema14 = {"$id":"quarantineMessage","type":"object","properties":{"reasons":{"type":"array"},"stream_arn":{"type":"string","pattern":"^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$"},"shard_id":{"type":"string"},"sequence_number":{"type":"string"},"partition_key":{"type":"string"},"arrived_at":{"type":"string"},"quarantined_at":{"type":"string"},"payload":{"type":"string"},"payload_encoding":{"enum":["utf8","base64","verbatim"]},"payload_location":{"type":"object","properties":{"bucket":{"type":"string"},"key":{"type":"string"}},"required":["bucket","key"]}},"required":["reasons","stream_arn","shard_id","sequence_number","arrived_at"],"anyOf":[{"required":["payload","payload_encoding"]},{"required":["payload_location"]}]};
const pattern16 = new RegExp("^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$", "u");

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="quarantineMessage" */;
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.payload === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "payload"},message:"must have required property '"+"payload"+"'",schema:schema14.anyOf[0].required,parentSchema:schema14.anyOf[0],data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.payload_encoding === undefined){
const err1 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "payload_encoding"},message:"must have required property '"+"payload_encoding"+"'",schema:schema14.anyOf[0].required,parentSchema:schema14.anyOf[0],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.payload_location === undefined){
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "payload_location"},message:"must have required property '"+"payload_location"+"'",schema:schema14.anyOf[1].required,parentSchema:schema14.anyOf[1],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema14.anyOf,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.reasons === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reasons"},message:"must have required property '"+"reasons"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.stream_arn === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stream_arn"},message:"must have required property '"+"stream_arn"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.shard_id === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "shard_id"},message:"must have required property '"+"shard_id"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.sequence_number === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sequence_number"},message:"must have required property '"+"sequence_number"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.arrived_at === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "arrived_at"},message:"must have required property '"+"arrived_at"+"'",schema:schema14.required,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.reasons !== undefined){
let data0 = data.reasons;
if(!(Array.isArray(data0))){
const err9 = {instancePath:instancePath+"/reasons",schemaPath:"#/properties/reasons/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema14.properties.reasons.type,parentSchema:schema14.properties.reasons,data:data0};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.stream_arn !== undefined){
let data1 = data.stream_arn;
if(typeof data1 === "string"){
if(!pattern16.test(data1)){
const err10 = {instancePath:instancePath+"/stream_arn",schemaPath:"#/properties/stream_arn/pattern",keyword:"pattern",params:{pattern: "^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$"},message:"must match pattern \""+"^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$"+"\"",schema:"^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$",parentSchema:schema14.properties.stream_arn,data:data1};
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
const err11 = {instancePath:instancePath+"/stream_arn",schemaPath:"#/properties/stream_arn/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.stream_arn.type,parentSchema:schema14.properties.stream_arn,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.shard_id !== undefined){
let data2 = data.shard_id;
if(typeof data2 !== "string"){
const err12 = {instancePath:instancePath+"/shard_id",schemaPath:"#/properties/shard_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.shard_id.type,parentSchema:schema14.properties.shard_id,data:data2};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.sequence_number !== undefined){
let data3 = data.sequence_number;
if(typeof data3 !== "string"){
const err13 = {instancePath:instancePath+"/sequence_number",schemaPath:"#/properties/sequence_number/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.sequence_number.type,parentSchema:schema14.properties.sequence_number,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.partition_key !== undefined){
let data4 = data.partition_key;
if(typeof data4 !== "string"){
const err14 = {instancePath:instancePath+"/partition_key",schemaPath:"#/properties/partition_key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.partition_key.type,parentSchema:schema14.properties.partition_key,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.arrived_at !== undefined){
let data5 = data.arrived_at;
if(typeof data5 !== "string"){
const err15 = {instancePath:instancePath+"/arrived_at",schemaPath:"#/properties/arrived_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.arrived_at.type,parentSchema:schema14.properties.arrived_at,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.quarantined_at !== undefined){
let data6 = data.quarantined_at;
if(typeof data6 !== "string"){
const err16 = {instancePath:instancePath+"/quarantined_at",schemaPath:"#/properties/quarantined_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.quarantined_at.type,parentSchema:schema14.properties.quarantined_at,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.payload !== undefined){
let data7 = data.payload;
if(typeof data7 !== "string"){
const err17 = {instancePath:instancePath+"/payload",schemaPath:"#/properties/payload/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.payload.type,parentSchema:schema14.properties.payload,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.payload_encoding !== undefined){
let data8 = data.payload_encoding;
if(!(((data8 === "utf8") || (data8 === "base64")) || (data8 === "verbatim"))){
const err18 = {instancePath:instancePath+"/payload_encoding",schemaPath:"#/properties/payload_encoding/enum",keyword:"enum",params:{allowedValues: schema14.properties.payload_encoding.enum},message:"must be equal to one of the allowed values",schema:schema14.properties.payload_encoding.enum,parentSchema:schema14.properties.payload_encoding,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.payload_location !== undefined){
let data9 = data.payload_location;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.bucket === undefined){
const err19 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/required",keyword:"required",params:{missingProperty: "bucket"},message:"must have required property '"+"bucket"+"'",schema:schema14.properties.payload_location.required,parentSchema:schema14.properties.payload_location,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data9.key === undefined){
const err20 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/required",keyword:"required",params:{missingProperty: "key"},message:"must have required property '"+"key"+"'",schema:schema14.properties.payload_location.required,parentSchema:schema14.properties.payload_location,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data9.bucket !== undefined){
let data10 = data9.bucket;
if(typeof data10 !== "string"){
const err21 = {instancePath:instancePath+"/payload_location/bucket",schemaPath:"#/properties/payload_location/properties/bucket/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.payload_location.properties.bucket.type,parentSchema:schema14.properties.payload_location.properties.bucket,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data9.key !== undefined){
let data11 = data9.key;
if(typeof data11 !== "string"){
const err22 = {instancePath:instancePath+"/payload_location/key",schemaPath:"#/properties/payload_location/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.payload_location.properties.key.type,parentSchema:schema14.properties.payload_location.properties.key,data:data11};
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
const err23 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.properties.payload_location.type,parentSchema:schema14.properties.payload_location,data:data9};
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
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

export const validatePlanRequest = validate14;
const schema15 = {"$id":"planRequest","type":"object","properties":{"input":{},"execution_name":{"type":"string"},"execution_start_time":{"type":"string"}},"required":["input","execution_name","execution_start_time"]};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="planRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.input === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "input"},message:"must have required property '"+"input"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.execution_name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_name"},message:"must have required property '"+"execution_name"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.execution_start_time === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_start_time"},message:"must have required property '"+"execution_start_time"+"'",schema:schema15.required,parentSchema:schema15,data};
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
const err3 = {instancePath:instancePath+"/execution_name",schemaPath:"#/properties/execution_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.execution_name.type,parentSchema:schema15.properties.execution_name,data:data0};
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
const err4 = {instancePath:instancePath+"/execution_start_time",schemaPath:"#/properties/execution_start_time/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.execution_start_time.type,parentSchema:schema15.properties.execution_start_time,data:data1};
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
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.type,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}

export const validateKpiRunPlan = validate15;
const schema16 = {"$id":"kpiRunPlan","type":"object","properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"stop_at":{"type":"string"},"days":{"type":"array","items":{"type":"object","properties":{"date":{"type":"string"},"lanes":{"type":"array","items":{"type":"object","properties":{"partitions":{"type":"array","items":{"type":"string"}}},"required":["partitions"],"additionalProperties":false}},"reason":{"enum":["daily","missing","late-completions","requested"]},"late_marker":{"type":["string","null"]}},"required":["date","lanes","reason","late_marker"],"additionalProperties":false}}},"required":["run_id","generated_at","stop_at","days"],"additionalProperties":false};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="kpiRunPlan" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.generated_at === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"},message:"must have required property '"+"generated_at"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.stop_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stop_at"},message:"must have required property '"+"stop_at"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.days === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "days"},message:"must have required property '"+"days"+"'",schema:schema16.required,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "run_id") || (key0 === "generated_at")) || (key0 === "stop_at")) || (key0 === "days"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema16,data};
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
let data0 = data.run_id;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.run_id.type,parentSchema:schema16.properties.run_id,data:data0};
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
let data1 = data.generated_at;
if(typeof data1 !== "string"){
const err6 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.generated_at.type,parentSchema:schema16.properties.generated_at,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.stop_at !== undefined){
let data2 = data.stop_at;
if(typeof data2 !== "string"){
const err7 = {instancePath:instancePath+"/stop_at",schemaPath:"#/properties/stop_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.stop_at.type,parentSchema:schema16.properties.stop_at,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.days !== undefined){
let data3 = data.days;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.date === undefined){
const err8 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema16.properties.days.items.required,parentSchema:schema16.properties.days.items,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4.lanes === undefined){
const err9 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "lanes"},message:"must have required property '"+"lanes"+"'",schema:schema16.properties.days.items.required,parentSchema:schema16.properties.days.items,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4.reason === undefined){
const err10 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema16.properties.days.items.required,parentSchema:schema16.properties.days.items,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.late_marker === undefined){
const err11 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "late_marker"},message:"must have required property '"+"late_marker"+"'",schema:schema16.properties.days.items.required,parentSchema:schema16.properties.days.items,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
for(const key1 in data4){
if(!((((key1 === "date") || (key1 === "lanes")) || (key1 === "reason")) || (key1 === "late_marker"))){
const err12 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema16.properties.days.items,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data4.date !== undefined){
let data5 = data4.date;
if(typeof data5 !== "string"){
const err13 = {instancePath:instancePath+"/days/" + i0+"/date",schemaPath:"#/properties/days/items/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.days.items.properties.date.type,parentSchema:schema16.properties.days.items.properties.date,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data4.lanes !== undefined){
let data6 = data4.lanes;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.partitions === undefined){
const err14 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions"},message:"must have required property '"+"partitions"+"'",schema:schema16.properties.days.items.properties.lanes.items.required,parentSchema:schema16.properties.days.items.properties.lanes.items,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key2 in data7){
if(!(key2 === "partitions")){
const err15 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema16.properties.days.items.properties.lanes.items,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data7.partitions !== undefined){
let data8 = data7.partitions;
if(Array.isArray(data8)){
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
if(typeof data9 !== "string"){
const err16 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1+"/partitions/" + i2,schemaPath:"#/properties/days/items/properties/lanes/items/properties/partitions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.days.items.properties.lanes.items.properties.partitions.items.type,parentSchema:schema16.properties.days.items.properties.lanes.items.properties.partitions.items,data:data9};
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
const err17 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1+"/partitions",schemaPath:"#/properties/days/items/properties/lanes/items/properties/partitions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.days.items.properties.lanes.items.properties.partitions.type,parentSchema:schema16.properties.days.items.properties.lanes.items.properties.partitions,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.days.items.properties.lanes.items.type,parentSchema:schema16.properties.days.items.properties.lanes.items,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/days/" + i0+"/lanes",schemaPath:"#/properties/days/items/properties/lanes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.days.items.properties.lanes.type,parentSchema:schema16.properties.days.items.properties.lanes,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data4.reason !== undefined){
let data10 = data4.reason;
if(!((((data10 === "daily") || (data10 === "missing")) || (data10 === "late-completions")) || (data10 === "requested"))){
const err20 = {instancePath:instancePath+"/days/" + i0+"/reason",schemaPath:"#/properties/days/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema16.properties.days.items.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema16.properties.days.items.properties.reason.enum,parentSchema:schema16.properties.days.items.properties.reason,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.late_marker !== undefined){
let data11 = data4.late_marker;
if((typeof data11 !== "string") && (data11 !== null)){
const err21 = {instancePath:instancePath+"/days/" + i0+"/late_marker",schemaPath:"#/properties/days/items/properties/late_marker/type",keyword:"type",params:{type: schema16.properties.days.items.properties.late_marker.type},message:"must be string,null",schema:schema16.properties.days.items.properties.late_marker.type,parentSchema:schema16.properties.days.items.properties.late_marker,data:data11};
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
const err22 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.days.items.type,parentSchema:schema16.properties.days.items,data:data4};
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
const err23 = {instancePath:instancePath+"/days",schemaPath:"#/properties/days/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.days.type,parentSchema:schema16.properties.days,data:data3};
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

export const validateAggregateRequest = validate16;
const schema17 = {"$id":"aggregateRequest","type":"object","properties":{"lane":{"type":"object","properties":{"partitions":{"type":"array","items":{"type":"string"}},"aggregate":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"implausible":{"type":"object","properties":{"dropoff_before_pickup":{"type":"integer"},"ride_too_long":{"type":"integer"},"fare_zero":{"type":"integer"},"fare_too_high":{"type":"integer"}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false},"partitions_read":{"type":"integer"},"pages":{"type":"integer"},"cursor":{"type":["string","null"]}},"required":["partitions"]},"stop_at":{"type":"string"}},"required":["lane","stop_at"]};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="aggregateRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.lane === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lane"},message:"must have required property '"+"lane"+"'",schema:schema17.required,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.stop_at === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stop_at"},message:"must have required property '"+"stop_at"+"'",schema:schema17.required,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.lane !== undefined){
let data0 = data.lane;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.partitions === undefined){
const err2 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/required",keyword:"required",params:{missingProperty: "partitions"},message:"must have required property '"+"partitions"+"'",schema:schema17.properties.lane.required,parentSchema:schema17.properties.lane,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.partitions !== undefined){
let data1 = data0.partitions;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
const err3 = {instancePath:instancePath+"/lane/partitions/" + i0,schemaPath:"#/properties/lane/properties/partitions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.lane.properties.partitions.items.type,parentSchema:schema17.properties.lane.properties.partitions.items,data:data2};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/lane/partitions",schemaPath:"#/properties/lane/properties/partitions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema17.properties.lane.properties.partitions.type,parentSchema:schema17.properties.lane.properties.partitions,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data0.aggregate !== undefined){
let data3 = data0.aggregate;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.sum === undefined){
const err5 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema17.properties.lane.properties.aggregate.required,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data3.count === undefined){
const err6 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema17.properties.lane.properties.aggregate.required,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data3.max === undefined){
const err7 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema17.properties.lane.properties.aggregate.required,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.min === undefined){
const err8 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema17.properties.lane.properties.aggregate.required,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key0 in data3){
if(!((((key0 === "sum") || (key0 === "count")) || (key0 === "max")) || (key0 === "min"))){
const err9 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data3.sum !== undefined){
let data4 = data3.sum;
if(typeof data4 !== "string"){
const err10 = {instancePath:instancePath+"/lane/aggregate/sum",schemaPath:"#/properties/lane/properties/aggregate/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.lane.properties.aggregate.properties.sum.type,parentSchema:schema17.properties.lane.properties.aggregate.properties.sum,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data3.count !== undefined){
let data5 = data3.count;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err11 = {instancePath:instancePath+"/lane/aggregate/count",schemaPath:"#/properties/lane/properties/aggregate/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.aggregate.properties.count.type,parentSchema:schema17.properties.lane.properties.aggregate.properties.count,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data3.max !== undefined){
let data6 = data3.max;
if((typeof data6 !== "string") && (data6 !== null)){
const err12 = {instancePath:instancePath+"/lane/aggregate/max",schemaPath:"#/properties/lane/properties/aggregate/properties/max/type",keyword:"type",params:{type: schema17.properties.lane.properties.aggregate.properties.max.type},message:"must be string,null",schema:schema17.properties.lane.properties.aggregate.properties.max.type,parentSchema:schema17.properties.lane.properties.aggregate.properties.max,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.min !== undefined){
let data7 = data3.min;
if((typeof data7 !== "string") && (data7 !== null)){
const err13 = {instancePath:instancePath+"/lane/aggregate/min",schemaPath:"#/properties/lane/properties/aggregate/properties/min/type",keyword:"type",params:{type: schema17.properties.lane.properties.aggregate.properties.min.type},message:"must be string,null",schema:schema17.properties.lane.properties.aggregate.properties.min.type,parentSchema:schema17.properties.lane.properties.aggregate.properties.min,data:data7};
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
const err14 = {instancePath:instancePath+"/lane/aggregate",schemaPath:"#/properties/lane/properties/aggregate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.lane.properties.aggregate.type,parentSchema:schema17.properties.lane.properties.aggregate,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data0.implausible !== undefined){
let data8 = data0.implausible;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.dropoff_before_pickup === undefined){
const err15 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"},message:"must have required property '"+"dropoff_before_pickup"+"'",schema:schema17.properties.lane.properties.implausible.required,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data8.ride_too_long === undefined){
const err16 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/required",keyword:"required",params:{missingProperty: "ride_too_long"},message:"must have required property '"+"ride_too_long"+"'",schema:schema17.properties.lane.properties.implausible.required,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data8.fare_zero === undefined){
const err17 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_zero"},message:"must have required property '"+"fare_zero"+"'",schema:schema17.properties.lane.properties.implausible.required,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data8.fare_too_high === undefined){
const err18 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_too_high"},message:"must have required property '"+"fare_too_high"+"'",schema:schema17.properties.lane.properties.implausible.required,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
for(const key1 in data8){
if(!((((key1 === "dropoff_before_pickup") || (key1 === "ride_too_long")) || (key1 === "fare_zero")) || (key1 === "fare_too_high"))){
const err19 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data8.dropoff_before_pickup !== undefined){
let data9 = data8.dropoff_before_pickup;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err20 = {instancePath:instancePath+"/lane/implausible/dropoff_before_pickup",schemaPath:"#/properties/lane/properties/implausible/properties/dropoff_before_pickup/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.implausible.properties.dropoff_before_pickup.type,parentSchema:schema17.properties.lane.properties.implausible.properties.dropoff_before_pickup,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data8.ride_too_long !== undefined){
let data10 = data8.ride_too_long;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err21 = {instancePath:instancePath+"/lane/implausible/ride_too_long",schemaPath:"#/properties/lane/properties/implausible/properties/ride_too_long/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.implausible.properties.ride_too_long.type,parentSchema:schema17.properties.lane.properties.implausible.properties.ride_too_long,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data8.fare_zero !== undefined){
let data11 = data8.fare_zero;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err22 = {instancePath:instancePath+"/lane/implausible/fare_zero",schemaPath:"#/properties/lane/properties/implausible/properties/fare_zero/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.implausible.properties.fare_zero.type,parentSchema:schema17.properties.lane.properties.implausible.properties.fare_zero,data:data11};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data8.fare_too_high !== undefined){
let data12 = data8.fare_too_high;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
const err23 = {instancePath:instancePath+"/lane/implausible/fare_too_high",schemaPath:"#/properties/lane/properties/implausible/properties/fare_too_high/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.implausible.properties.fare_too_high.type,parentSchema:schema17.properties.lane.properties.implausible.properties.fare_too_high,data:data12};
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
const err24 = {instancePath:instancePath+"/lane/implausible",schemaPath:"#/properties/lane/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.lane.properties.implausible.type,parentSchema:schema17.properties.lane.properties.implausible,data:data8};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data0.partitions_read !== undefined){
let data13 = data0.partitions_read;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err25 = {instancePath:instancePath+"/lane/partitions_read",schemaPath:"#/properties/lane/properties/partitions_read/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.partitions_read.type,parentSchema:schema17.properties.lane.properties.partitions_read,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data0.pages !== undefined){
let data14 = data0.pages;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err26 = {instancePath:instancePath+"/lane/pages",schemaPath:"#/properties/lane/properties/pages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.lane.properties.pages.type,parentSchema:schema17.properties.lane.properties.pages,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data0.cursor !== undefined){
let data15 = data0.cursor;
if((typeof data15 !== "string") && (data15 !== null)){
const err27 = {instancePath:instancePath+"/lane/cursor",schemaPath:"#/properties/lane/properties/cursor/type",keyword:"type",params:{type: schema17.properties.lane.properties.cursor.type},message:"must be string,null",schema:schema17.properties.lane.properties.cursor.type,parentSchema:schema17.properties.lane.properties.cursor,data:data15};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.lane.type,parentSchema:schema17.properties.lane,data:data0};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.stop_at !== undefined){
let data16 = data.stop_at;
if(typeof data16 !== "string"){
const err29 = {instancePath:instancePath+"/stop_at",schemaPath:"#/properties/stop_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.stop_at.type,parentSchema:schema17.properties.stop_at,data:data16};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

export const validatePublishRequest = validate17;
const schema18 = {"$id":"publishRequest","type":"object","properties":{"date":{"type":"string"},"reason":{"enum":["daily","missing","late-completions","requested"]},"late_marker":{"type":["string","null"]},"run_id":{"type":"string"},"generated_at":{"type":"string"},"lanes":{"type":"array","items":{"type":"object","properties":{"partitions":{"type":"array","items":{"type":"string"}},"aggregate":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"implausible":{"type":"object","properties":{"dropoff_before_pickup":{"type":"integer"},"ride_too_long":{"type":"integer"},"fare_zero":{"type":"integer"},"fare_too_high":{"type":"integer"}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false},"partitions_read":{"type":"integer"},"pages":{"type":"integer"},"cursor":{"type":["string","null"]},"status":{"const":"finished"}},"required":["partitions","aggregate","implausible","partitions_read","pages","status"]}}},"required":["date","reason","late_marker","run_id","generated_at","lanes"]};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="publishRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.reason === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.late_marker === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "late_marker"},message:"must have required property '"+"late_marker"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.run_id === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.generated_at === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"},message:"must have required property '"+"generated_at"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.lanes === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lanes"},message:"must have required property '"+"lanes"+"'",schema:schema18.required,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.date !== undefined){
let data0 = data.date;
if(typeof data0 !== "string"){
const err6 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.date.type,parentSchema:schema18.properties.date,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.reason !== undefined){
let data1 = data.reason;
if(!((((data1 === "daily") || (data1 === "missing")) || (data1 === "late-completions")) || (data1 === "requested"))){
const err7 = {instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema18.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.reason.enum,parentSchema:schema18.properties.reason,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.late_marker !== undefined){
let data2 = data.late_marker;
if((typeof data2 !== "string") && (data2 !== null)){
const err8 = {instancePath:instancePath+"/late_marker",schemaPath:"#/properties/late_marker/type",keyword:"type",params:{type: schema18.properties.late_marker.type},message:"must be string,null",schema:schema18.properties.late_marker.type,parentSchema:schema18.properties.late_marker,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.run_id !== undefined){
let data3 = data.run_id;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.run_id.type,parentSchema:schema18.properties.run_id,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.generated_at !== undefined){
let data4 = data.generated_at;
if(typeof data4 !== "string"){
const err10 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.generated_at.type,parentSchema:schema18.properties.generated_at,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.lanes !== undefined){
let data5 = data.lanes;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.partitions === undefined){
const err11 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions"},message:"must have required property '"+"partitions"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data6.aggregate === undefined){
const err12 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "aggregate"},message:"must have required property '"+"aggregate"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data6.implausible === undefined){
const err13 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "implausible"},message:"must have required property '"+"implausible"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data6.partitions_read === undefined){
const err14 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions_read"},message:"must have required property '"+"partitions_read"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6.pages === undefined){
const err15 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "pages"},message:"must have required property '"+"pages"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data6.status === undefined){
const err16 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'",schema:schema18.properties.lanes.items.required,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.partitions !== undefined){
let data7 = data6.partitions;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 !== "string"){
const err17 = {instancePath:instancePath+"/lanes/" + i0+"/partitions/" + i1,schemaPath:"#/properties/lanes/items/properties/partitions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.lanes.items.properties.partitions.items.type,parentSchema:schema18.properties.lanes.items.properties.partitions.items,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/lanes/" + i0+"/partitions",schemaPath:"#/properties/lanes/items/properties/partitions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.lanes.items.properties.partitions.type,parentSchema:schema18.properties.lanes.items.properties.partitions,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data6.aggregate !== undefined){
let data9 = data6.aggregate;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.sum === undefined){
const err19 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema18.properties.lanes.items.properties.aggregate.required,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data9.count === undefined){
const err20 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema18.properties.lanes.items.properties.aggregate.required,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data9.max === undefined){
const err21 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema18.properties.lanes.items.properties.aggregate.required,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data9.min === undefined){
const err22 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema18.properties.lanes.items.properties.aggregate.required,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key0 in data9){
if(!((((key0 === "sum") || (key0 === "count")) || (key0 === "max")) || (key0 === "min"))){
const err23 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data9.sum !== undefined){
let data10 = data9.sum;
if(typeof data10 !== "string"){
const err24 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate/sum",schemaPath:"#/properties/lanes/items/properties/aggregate/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.lanes.items.properties.aggregate.properties.sum.type,parentSchema:schema18.properties.lanes.items.properties.aggregate.properties.sum,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data9.count !== undefined){
let data11 = data9.count;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err25 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate/count",schemaPath:"#/properties/lanes/items/properties/aggregate/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.aggregate.properties.count.type,parentSchema:schema18.properties.lanes.items.properties.aggregate.properties.count,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data9.max !== undefined){
let data12 = data9.max;
if((typeof data12 !== "string") && (data12 !== null)){
const err26 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate/max",schemaPath:"#/properties/lanes/items/properties/aggregate/properties/max/type",keyword:"type",params:{type: schema18.properties.lanes.items.properties.aggregate.properties.max.type},message:"must be string,null",schema:schema18.properties.lanes.items.properties.aggregate.properties.max.type,parentSchema:schema18.properties.lanes.items.properties.aggregate.properties.max,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data9.min !== undefined){
let data13 = data9.min;
if((typeof data13 !== "string") && (data13 !== null)){
const err27 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate/min",schemaPath:"#/properties/lanes/items/properties/aggregate/properties/min/type",keyword:"type",params:{type: schema18.properties.lanes.items.properties.aggregate.properties.min.type},message:"must be string,null",schema:schema18.properties.lanes.items.properties.aggregate.properties.min.type,parentSchema:schema18.properties.lanes.items.properties.aggregate.properties.min,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/lanes/" + i0+"/aggregate",schemaPath:"#/properties/lanes/items/properties/aggregate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.lanes.items.properties.aggregate.type,parentSchema:schema18.properties.lanes.items.properties.aggregate,data:data9};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.implausible !== undefined){
let data14 = data6.implausible;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.dropoff_before_pickup === undefined){
const err29 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"},message:"must have required property '"+"dropoff_before_pickup"+"'",schema:schema18.properties.lanes.items.properties.implausible.required,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data14.ride_too_long === undefined){
const err30 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/required",keyword:"required",params:{missingProperty: "ride_too_long"},message:"must have required property '"+"ride_too_long"+"'",schema:schema18.properties.lanes.items.properties.implausible.required,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data14.fare_zero === undefined){
const err31 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_zero"},message:"must have required property '"+"fare_zero"+"'",schema:schema18.properties.lanes.items.properties.implausible.required,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data14.fare_too_high === undefined){
const err32 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_too_high"},message:"must have required property '"+"fare_too_high"+"'",schema:schema18.properties.lanes.items.properties.implausible.required,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key1 in data14){
if(!((((key1 === "dropoff_before_pickup") || (key1 === "ride_too_long")) || (key1 === "fare_zero")) || (key1 === "fare_too_high"))){
const err33 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data14.dropoff_before_pickup !== undefined){
let data15 = data14.dropoff_before_pickup;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err34 = {instancePath:instancePath+"/lanes/" + i0+"/implausible/dropoff_before_pickup",schemaPath:"#/properties/lanes/items/properties/implausible/properties/dropoff_before_pickup/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.implausible.properties.dropoff_before_pickup.type,parentSchema:schema18.properties.lanes.items.properties.implausible.properties.dropoff_before_pickup,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data14.ride_too_long !== undefined){
let data16 = data14.ride_too_long;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err35 = {instancePath:instancePath+"/lanes/" + i0+"/implausible/ride_too_long",schemaPath:"#/properties/lanes/items/properties/implausible/properties/ride_too_long/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.implausible.properties.ride_too_long.type,parentSchema:schema18.properties.lanes.items.properties.implausible.properties.ride_too_long,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data14.fare_zero !== undefined){
let data17 = data14.fare_zero;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err36 = {instancePath:instancePath+"/lanes/" + i0+"/implausible/fare_zero",schemaPath:"#/properties/lanes/items/properties/implausible/properties/fare_zero/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.implausible.properties.fare_zero.type,parentSchema:schema18.properties.lanes.items.properties.implausible.properties.fare_zero,data:data17};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data14.fare_too_high !== undefined){
let data18 = data14.fare_too_high;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err37 = {instancePath:instancePath+"/lanes/" + i0+"/implausible/fare_too_high",schemaPath:"#/properties/lanes/items/properties/implausible/properties/fare_too_high/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.implausible.properties.fare_too_high.type,parentSchema:schema18.properties.lanes.items.properties.implausible.properties.fare_too_high,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/lanes/" + i0+"/implausible",schemaPath:"#/properties/lanes/items/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.lanes.items.properties.implausible.type,parentSchema:schema18.properties.lanes.items.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data6.partitions_read !== undefined){
let data19 = data6.partitions_read;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err39 = {instancePath:instancePath+"/lanes/" + i0+"/partitions_read",schemaPath:"#/properties/lanes/items/properties/partitions_read/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.partitions_read.type,parentSchema:schema18.properties.lanes.items.properties.partitions_read,data:data19};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data6.pages !== undefined){
let data20 = data6.pages;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err40 = {instancePath:instancePath+"/lanes/" + i0+"/pages",schemaPath:"#/properties/lanes/items/properties/pages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.lanes.items.properties.pages.type,parentSchema:schema18.properties.lanes.items.properties.pages,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data6.cursor !== undefined){
let data21 = data6.cursor;
if((typeof data21 !== "string") && (data21 !== null)){
const err41 = {instancePath:instancePath+"/lanes/" + i0+"/cursor",schemaPath:"#/properties/lanes/items/properties/cursor/type",keyword:"type",params:{type: schema18.properties.lanes.items.properties.cursor.type},message:"must be string,null",schema:schema18.properties.lanes.items.properties.cursor.type,parentSchema:schema18.properties.lanes.items.properties.cursor,data:data21};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data6.status !== undefined){
let data22 = data6.status;
if("finished" !== data22){
const err42 = {instancePath:instancePath+"/lanes/" + i0+"/status",schemaPath:"#/properties/lanes/items/properties/status/const",keyword:"const",params:{allowedValue: "finished"},message:"must be equal to constant",schema:"finished",parentSchema:schema18.properties.lanes.items.properties.status,data:data22};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.lanes.items.type,parentSchema:schema18.properties.lanes.items,data:data6};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/lanes",schemaPath:"#/properties/lanes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema18.properties.lanes.type,parentSchema:schema18.properties.lanes,data:data5};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
validate17.errors = vErrors;
return errors === 0;
}

export const validateKpiRunOutput = validate18;
const schema19 = {"$id":"kpiRunOutput","type":"object","properties":{"days":{"type":"array","items":{"type":"object","properties":{"date":{"type":"string"},"reason":{"enum":["daily","missing","late-completions","requested"]},"status":{"enum":["first","restated","unchanged","overtaken","failed","waiting"]},"revision":{"type":["integer","null"]},"change":{"type":["object","null"]}},"required":["date","reason","status"]}}},"required":["days"]};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="kpiRunOutput" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.days === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "days"},message:"must have required property '"+"days"+"'",schema:schema19.required,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.days !== undefined){
let data0 = data.days;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.date === undefined){
const err1 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema19.properties.days.items.required,parentSchema:schema19.properties.days.items,data:data1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data1.reason === undefined){
const err2 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema19.properties.days.items.required,parentSchema:schema19.properties.days.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data1.status === undefined){
const err3 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "status"},message:"must have required property '"+"status"+"'",schema:schema19.properties.days.items.required,parentSchema:schema19.properties.days.items,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.date !== undefined){
let data2 = data1.date;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/days/" + i0+"/date",schemaPath:"#/properties/days/items/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.days.items.properties.date.type,parentSchema:schema19.properties.days.items.properties.date,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data1.reason !== undefined){
let data3 = data1.reason;
if(!((((data3 === "daily") || (data3 === "missing")) || (data3 === "late-completions")) || (data3 === "requested"))){
const err5 = {instancePath:instancePath+"/days/" + i0+"/reason",schemaPath:"#/properties/days/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema19.properties.days.items.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.days.items.properties.reason.enum,parentSchema:schema19.properties.days.items.properties.reason,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data1.status !== undefined){
let data4 = data1.status;
if(!((((((data4 === "first") || (data4 === "restated")) || (data4 === "unchanged")) || (data4 === "overtaken")) || (data4 === "failed")) || (data4 === "waiting"))){
const err6 = {instancePath:instancePath+"/days/" + i0+"/status",schemaPath:"#/properties/days/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema19.properties.days.items.properties.status.enum},message:"must be equal to one of the allowed values",schema:schema19.properties.days.items.properties.status.enum,parentSchema:schema19.properties.days.items.properties.status,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.revision !== undefined){
let data5 = data1.revision;
if((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)){
const err7 = {instancePath:instancePath+"/days/" + i0+"/revision",schemaPath:"#/properties/days/items/properties/revision/type",keyword:"type",params:{type: schema19.properties.days.items.properties.revision.type},message:"must be integer,null",schema:schema19.properties.days.items.properties.revision.type,parentSchema:schema19.properties.days.items.properties.revision,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data1.change !== undefined){
let data6 = data1.change;
if((!(data6 && typeof data6 == "object" && !Array.isArray(data6))) && (data6 !== null)){
const err8 = {instancePath:instancePath+"/days/" + i0+"/change",schemaPath:"#/properties/days/items/properties/change/type",keyword:"type",params:{type: schema19.properties.days.items.properties.change.type},message:"must be object,null",schema:schema19.properties.days.items.properties.change.type,parentSchema:schema19.properties.days.items.properties.change,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.properties.days.items.type,parentSchema:schema19.properties.days.items,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/days",schemaPath:"#/properties/days/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema19.properties.days.type,parentSchema:schema19.properties.days,data:data0};
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
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate18.errors = vErrors;
return errors === 0;
}

export const validateMetricsFile = validate19;
const schema20 = {"$id":"metricsFile","type":"object","properties":{"date":{"type":"string"},"run_id":{"type":"string"},"generated_at":{"type":"string"},"metrics":{"type":"object","properties":{"total_fare":{"type":"string"},"count_trips":{"type":"string"},"average_fare":{"type":["string","null"]},"max_fare":{"type":["string","null"]},"min_fare":{"type":["string","null"]}},"required":["total_fare","count_trips","average_fare","max_fare","min_fare"]},"revision":{"type":["string","null"]},"revised_at":{"type":["string","null"]},"restated_because":{"enum":["daily","missing","late-completions","requested",null]},"previous":{"anyOf":[{"type":"object","properties":{"total_fare":{"type":"string"},"count_trips":{"type":"string"},"average_fare":{"type":["string","null"]},"max_fare":{"type":["string","null"]},"min_fare":{"type":["string","null"]}},"required":["total_fare","count_trips","average_fare","max_fare","min_fare"]},{"type":"null"}]}},"required":["date","run_id","generated_at","metrics"]};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="metricsFile" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema20.required,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run_id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema20.required,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.generated_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"},message:"must have required property '"+"generated_at"+"'",schema:schema20.required,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.metrics === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metrics"},message:"must have required property '"+"metrics"+"'",schema:schema20.required,parentSchema:schema20,data};
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
const err4 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.date.type,parentSchema:schema20.properties.date,data:data0};
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
const err5 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.run_id.type,parentSchema:schema20.properties.run_id,data:data1};
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
const err6 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.generated_at.type,parentSchema:schema20.properties.generated_at,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.metrics !== undefined){
let data3 = data.metrics;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.total_fare === undefined){
const err7 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/required",keyword:"required",params:{missingProperty: "total_fare"},message:"must have required property '"+"total_fare"+"'",schema:schema20.properties.metrics.required,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data3.count_trips === undefined){
const err8 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/required",keyword:"required",params:{missingProperty: "count_trips"},message:"must have required property '"+"count_trips"+"'",schema:schema20.properties.metrics.required,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data3.average_fare === undefined){
const err9 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/required",keyword:"required",params:{missingProperty: "average_fare"},message:"must have required property '"+"average_fare"+"'",schema:schema20.properties.metrics.required,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data3.max_fare === undefined){
const err10 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/required",keyword:"required",params:{missingProperty: "max_fare"},message:"must have required property '"+"max_fare"+"'",schema:schema20.properties.metrics.required,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data3.min_fare === undefined){
const err11 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/required",keyword:"required",params:{missingProperty: "min_fare"},message:"must have required property '"+"min_fare"+"'",schema:schema20.properties.metrics.required,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3.total_fare !== undefined){
let data4 = data3.total_fare;
if(typeof data4 !== "string"){
const err12 = {instancePath:instancePath+"/metrics/total_fare",schemaPath:"#/properties/metrics/properties/total_fare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.metrics.properties.total_fare.type,parentSchema:schema20.properties.metrics.properties.total_fare,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.count_trips !== undefined){
let data5 = data3.count_trips;
if(typeof data5 !== "string"){
const err13 = {instancePath:instancePath+"/metrics/count_trips",schemaPath:"#/properties/metrics/properties/count_trips/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.metrics.properties.count_trips.type,parentSchema:schema20.properties.metrics.properties.count_trips,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data3.average_fare !== undefined){
let data6 = data3.average_fare;
if((typeof data6 !== "string") && (data6 !== null)){
const err14 = {instancePath:instancePath+"/metrics/average_fare",schemaPath:"#/properties/metrics/properties/average_fare/type",keyword:"type",params:{type: schema20.properties.metrics.properties.average_fare.type},message:"must be string,null",schema:schema20.properties.metrics.properties.average_fare.type,parentSchema:schema20.properties.metrics.properties.average_fare,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data3.max_fare !== undefined){
let data7 = data3.max_fare;
if((typeof data7 !== "string") && (data7 !== null)){
const err15 = {instancePath:instancePath+"/metrics/max_fare",schemaPath:"#/properties/metrics/properties/max_fare/type",keyword:"type",params:{type: schema20.properties.metrics.properties.max_fare.type},message:"must be string,null",schema:schema20.properties.metrics.properties.max_fare.type,parentSchema:schema20.properties.metrics.properties.max_fare,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data3.min_fare !== undefined){
let data8 = data3.min_fare;
if((typeof data8 !== "string") && (data8 !== null)){
const err16 = {instancePath:instancePath+"/metrics/min_fare",schemaPath:"#/properties/metrics/properties/min_fare/type",keyword:"type",params:{type: schema20.properties.metrics.properties.min_fare.type},message:"must be string,null",schema:schema20.properties.metrics.properties.min_fare.type,parentSchema:schema20.properties.metrics.properties.min_fare,data:data8};
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
const err17 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.properties.metrics.type,parentSchema:schema20.properties.metrics,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.revision !== undefined){
let data9 = data.revision;
if((typeof data9 !== "string") && (data9 !== null)){
const err18 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: schema20.properties.revision.type},message:"must be string,null",schema:schema20.properties.revision.type,parentSchema:schema20.properties.revision,data:data9};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.revised_at !== undefined){
let data10 = data.revised_at;
if((typeof data10 !== "string") && (data10 !== null)){
const err19 = {instancePath:instancePath+"/revised_at",schemaPath:"#/properties/revised_at/type",keyword:"type",params:{type: schema20.properties.revised_at.type},message:"must be string,null",schema:schema20.properties.revised_at.type,parentSchema:schema20.properties.revised_at,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.restated_because !== undefined){
let data11 = data.restated_because;
if(!(((((data11 === "daily") || (data11 === "missing")) || (data11 === "late-completions")) || (data11 === "requested")) || (data11 === null))){
const err20 = {instancePath:instancePath+"/restated_because",schemaPath:"#/properties/restated_because/enum",keyword:"enum",params:{allowedValues: schema20.properties.restated_because.enum},message:"must be equal to one of the allowed values",schema:schema20.properties.restated_because.enum,parentSchema:schema20.properties.restated_because,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.previous !== undefined){
let data12 = data.previous;
const _errs25 = errors;
let valid2 = false;
const _errs26 = errors;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(data12.total_fare === undefined){
const err21 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/required",keyword:"required",params:{missingProperty: "total_fare"},message:"must have required property '"+"total_fare"+"'",schema:schema20.properties.previous.anyOf[0].required,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data12.count_trips === undefined){
const err22 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/required",keyword:"required",params:{missingProperty: "count_trips"},message:"must have required property '"+"count_trips"+"'",schema:schema20.properties.previous.anyOf[0].required,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(data12.average_fare === undefined){
const err23 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/required",keyword:"required",params:{missingProperty: "average_fare"},message:"must have required property '"+"average_fare"+"'",schema:schema20.properties.previous.anyOf[0].required,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data12.max_fare === undefined){
const err24 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/required",keyword:"required",params:{missingProperty: "max_fare"},message:"must have required property '"+"max_fare"+"'",schema:schema20.properties.previous.anyOf[0].required,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data12.min_fare === undefined){
const err25 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/required",keyword:"required",params:{missingProperty: "min_fare"},message:"must have required property '"+"min_fare"+"'",schema:schema20.properties.previous.anyOf[0].required,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data12.total_fare !== undefined){
let data13 = data12.total_fare;
if(typeof data13 !== "string"){
const err26 = {instancePath:instancePath+"/previous/total_fare",schemaPath:"#/properties/previous/anyOf/0/properties/total_fare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.previous.anyOf[0].properties.total_fare.type,parentSchema:schema20.properties.previous.anyOf[0].properties.total_fare,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data12.count_trips !== undefined){
let data14 = data12.count_trips;
if(typeof data14 !== "string"){
const err27 = {instancePath:instancePath+"/previous/count_trips",schemaPath:"#/properties/previous/anyOf/0/properties/count_trips/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.previous.anyOf[0].properties.count_trips.type,parentSchema:schema20.properties.previous.anyOf[0].properties.count_trips,data:data14};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data12.average_fare !== undefined){
let data15 = data12.average_fare;
if((typeof data15 !== "string") && (data15 !== null)){
const err28 = {instancePath:instancePath+"/previous/average_fare",schemaPath:"#/properties/previous/anyOf/0/properties/average_fare/type",keyword:"type",params:{type: schema20.properties.previous.anyOf[0].properties.average_fare.type},message:"must be string,null",schema:schema20.properties.previous.anyOf[0].properties.average_fare.type,parentSchema:schema20.properties.previous.anyOf[0].properties.average_fare,data:data15};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data12.max_fare !== undefined){
let data16 = data12.max_fare;
if((typeof data16 !== "string") && (data16 !== null)){
const err29 = {instancePath:instancePath+"/previous/max_fare",schemaPath:"#/properties/previous/anyOf/0/properties/max_fare/type",keyword:"type",params:{type: schema20.properties.previous.anyOf[0].properties.max_fare.type},message:"must be string,null",schema:schema20.properties.previous.anyOf[0].properties.max_fare.type,parentSchema:schema20.properties.previous.anyOf[0].properties.max_fare,data:data16};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.min_fare !== undefined){
let data17 = data12.min_fare;
if((typeof data17 !== "string") && (data17 !== null)){
const err30 = {instancePath:instancePath+"/previous/min_fare",schemaPath:"#/properties/previous/anyOf/0/properties/min_fare/type",keyword:"type",params:{type: schema20.properties.previous.anyOf[0].properties.min_fare.type},message:"must be string,null",schema:schema20.properties.previous.anyOf[0].properties.min_fare.type,parentSchema:schema20.properties.previous.anyOf[0].properties.min_fare,data:data17};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
else {
const err31 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.properties.previous.anyOf[0].type,parentSchema:schema20.properties.previous.anyOf[0],data:data12};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid0 = _errs26 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const _errs38 = errors;
if(data12 !== null){
const err32 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null",schema:schema20.properties.previous.anyOf[1].type,parentSchema:schema20.properties.previous.anyOf[1],data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid0 = _errs38 === errors;
valid2 = valid2 || _valid0;
}
if(!valid2){
const err33 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema20.properties.previous.anyOf,parentSchema:schema20.properties.previous,data:data12};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err34 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.type,parentSchema:schema20,data};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

export const validateAuditSegmentRequest = validate20;
const schema21 = {"$id":"auditSegmentRequest","type":"object","properties":{"date":{"type":"string"},"segment":{"type":"integer"},"total_segments":{"type":"integer"},"started_before":{"type":"string"},"published_at":{"type":["string","null"]},"counts":{"type":"object","properties":{"seen":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"since":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"ends_without_start":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"starts_without_end":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"implausible":{"type":"object","properties":{"dropoff_before_pickup":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"ride_too_long":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"fare_zero":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"fare_too_high":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false}},"required":["seen","since","ends_without_start","starts_without_end","implausible"],"additionalProperties":false},"pages":{"type":"integer"},"items":{"type":"integer"},"cursor":{"type":["string","null"]}},"required":["date","segment","total_segments","started_before","published_at"]};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="auditSegmentRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.segment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "segment"},message:"must have required property '"+"segment"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.total_segments === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "total_segments"},message:"must have required property '"+"total_segments"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.started_before === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "started_before"},message:"must have required property '"+"started_before"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.published_at === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "published_at"},message:"must have required property '"+"published_at"+"'",schema:schema21.required,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.date !== undefined){
let data0 = data.date;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.date.type,parentSchema:schema21.properties.date,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.segment !== undefined){
let data1 = data.segment;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err6 = {instancePath:instancePath+"/segment",schemaPath:"#/properties/segment/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.segment.type,parentSchema:schema21.properties.segment,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.total_segments !== undefined){
let data2 = data.total_segments;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/total_segments",schemaPath:"#/properties/total_segments/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.total_segments.type,parentSchema:schema21.properties.total_segments,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.started_before !== undefined){
let data3 = data.started_before;
if(typeof data3 !== "string"){
const err8 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.started_before.type,parentSchema:schema21.properties.started_before,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.published_at !== undefined){
let data4 = data.published_at;
if((typeof data4 !== "string") && (data4 !== null)){
const err9 = {instancePath:instancePath+"/published_at",schemaPath:"#/properties/published_at/type",keyword:"type",params:{type: schema21.properties.published_at.type},message:"must be string,null",schema:schema21.properties.published_at.type,parentSchema:schema21.properties.published_at,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.counts !== undefined){
let data5 = data.counts;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.seen === undefined){
const err10 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/required",keyword:"required",params:{missingProperty: "seen"},message:"must have required property '"+"seen"+"'",schema:schema21.properties.counts.required,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data5.since === undefined){
const err11 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/required",keyword:"required",params:{missingProperty: "since"},message:"must have required property '"+"since"+"'",schema:schema21.properties.counts.required,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data5.ends_without_start === undefined){
const err12 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/required",keyword:"required",params:{missingProperty: "ends_without_start"},message:"must have required property '"+"ends_without_start"+"'",schema:schema21.properties.counts.required,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data5.starts_without_end === undefined){
const err13 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/required",keyword:"required",params:{missingProperty: "starts_without_end"},message:"must have required property '"+"starts_without_end"+"'",schema:schema21.properties.counts.required,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data5.implausible === undefined){
const err14 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/required",keyword:"required",params:{missingProperty: "implausible"},message:"must have required property '"+"implausible"+"'",schema:schema21.properties.counts.required,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key0 in data5){
if(!(((((key0 === "seen") || (key0 === "since")) || (key0 === "ends_without_start")) || (key0 === "starts_without_end")) || (key0 === "implausible"))){
const err15 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data5.seen !== undefined){
let data6 = data5.seen;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.sum === undefined){
const err16 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema21.properties.counts.properties.seen.required,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.count === undefined){
const err17 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.seen.required,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data6.max === undefined){
const err18 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema21.properties.counts.properties.seen.required,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data6.min === undefined){
const err19 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema21.properties.counts.properties.seen.required,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key1 in data6){
if(!((((key1 === "sum") || (key1 === "count")) || (key1 === "max")) || (key1 === "min"))){
const err20 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data6.sum !== undefined){
let data7 = data6.sum;
if(typeof data7 !== "string"){
const err21 = {instancePath:instancePath+"/counts/seen/sum",schemaPath:"#/properties/counts/properties/seen/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.seen.properties.sum.type,parentSchema:schema21.properties.counts.properties.seen.properties.sum,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data6.count !== undefined){
let data8 = data6.count;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err22 = {instancePath:instancePath+"/counts/seen/count",schemaPath:"#/properties/counts/properties/seen/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.seen.properties.count.type,parentSchema:schema21.properties.counts.properties.seen.properties.count,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.max !== undefined){
let data9 = data6.max;
if((typeof data9 !== "string") && (data9 !== null)){
const err23 = {instancePath:instancePath+"/counts/seen/max",schemaPath:"#/properties/counts/properties/seen/properties/max/type",keyword:"type",params:{type: schema21.properties.counts.properties.seen.properties.max.type},message:"must be string,null",schema:schema21.properties.counts.properties.seen.properties.max.type,parentSchema:schema21.properties.counts.properties.seen.properties.max,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data6.min !== undefined){
let data10 = data6.min;
if((typeof data10 !== "string") && (data10 !== null)){
const err24 = {instancePath:instancePath+"/counts/seen/min",schemaPath:"#/properties/counts/properties/seen/properties/min/type",keyword:"type",params:{type: schema21.properties.counts.properties.seen.properties.min.type},message:"must be string,null",schema:schema21.properties.counts.properties.seen.properties.min.type,parentSchema:schema21.properties.counts.properties.seen.properties.min,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/counts/seen",schemaPath:"#/properties/counts/properties/seen/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.seen.type,parentSchema:schema21.properties.counts.properties.seen,data:data6};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data5.since !== undefined){
let data11 = data5.since;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.sum === undefined){
const err26 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema21.properties.counts.properties.since.required,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data11.count === undefined){
const err27 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.since.required,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data11.max === undefined){
const err28 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema21.properties.counts.properties.since.required,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data11.min === undefined){
const err29 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema21.properties.counts.properties.since.required,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key2 in data11){
if(!((((key2 === "sum") || (key2 === "count")) || (key2 === "max")) || (key2 === "min"))){
const err30 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data11.sum !== undefined){
let data12 = data11.sum;
if(typeof data12 !== "string"){
const err31 = {instancePath:instancePath+"/counts/since/sum",schemaPath:"#/properties/counts/properties/since/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.since.properties.sum.type,parentSchema:schema21.properties.counts.properties.since.properties.sum,data:data12};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data11.count !== undefined){
let data13 = data11.count;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err32 = {instancePath:instancePath+"/counts/since/count",schemaPath:"#/properties/counts/properties/since/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.since.properties.count.type,parentSchema:schema21.properties.counts.properties.since.properties.count,data:data13};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data11.max !== undefined){
let data14 = data11.max;
if((typeof data14 !== "string") && (data14 !== null)){
const err33 = {instancePath:instancePath+"/counts/since/max",schemaPath:"#/properties/counts/properties/since/properties/max/type",keyword:"type",params:{type: schema21.properties.counts.properties.since.properties.max.type},message:"must be string,null",schema:schema21.properties.counts.properties.since.properties.max.type,parentSchema:schema21.properties.counts.properties.since.properties.max,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data11.min !== undefined){
let data15 = data11.min;
if((typeof data15 !== "string") && (data15 !== null)){
const err34 = {instancePath:instancePath+"/counts/since/min",schemaPath:"#/properties/counts/properties/since/properties/min/type",keyword:"type",params:{type: schema21.properties.counts.properties.since.properties.min.type},message:"must be string,null",schema:schema21.properties.counts.properties.since.properties.min.type,parentSchema:schema21.properties.counts.properties.since.properties.min,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/counts/since",schemaPath:"#/properties/counts/properties/since/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.since.type,parentSchema:schema21.properties.counts.properties.since,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data5.ends_without_start !== undefined){
let data16 = data5.ends_without_start;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.count === undefined){
const err36 = {instancePath:instancePath+"/counts/ends_without_start",schemaPath:"#/properties/counts/properties/ends_without_start/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.ends_without_start.required,parentSchema:schema21.properties.counts.properties.ends_without_start,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data16.examples === undefined){
const err37 = {instancePath:instancePath+"/counts/ends_without_start",schemaPath:"#/properties/counts/properties/ends_without_start/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.ends_without_start.required,parentSchema:schema21.properties.counts.properties.ends_without_start,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key3 in data16){
if(!((key3 === "count") || (key3 === "examples"))){
const err38 = {instancePath:instancePath+"/counts/ends_without_start",schemaPath:"#/properties/counts/properties/ends_without_start/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.ends_without_start,data:data16};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data16.count !== undefined){
let data17 = data16.count;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err39 = {instancePath:instancePath+"/counts/ends_without_start/count",schemaPath:"#/properties/counts/properties/ends_without_start/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.ends_without_start.properties.count.type,parentSchema:schema21.properties.counts.properties.ends_without_start.properties.count,data:data17};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data16.examples !== undefined){
let data18 = data16.examples;
if(Array.isArray(data18)){
const len0 = data18.length;
for(let i0=0; i0<len0; i0++){
let data19 = data18[i0];
if(typeof data19 !== "string"){
const err40 = {instancePath:instancePath+"/counts/ends_without_start/examples/" + i0,schemaPath:"#/properties/counts/properties/ends_without_start/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.ends_without_start.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.ends_without_start.properties.examples.items,data:data19};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/counts/ends_without_start/examples",schemaPath:"#/properties/counts/properties/ends_without_start/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.ends_without_start.properties.examples.type,parentSchema:schema21.properties.counts.properties.ends_without_start.properties.examples,data:data18};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/counts/ends_without_start",schemaPath:"#/properties/counts/properties/ends_without_start/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.ends_without_start.type,parentSchema:schema21.properties.counts.properties.ends_without_start,data:data16};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data5.starts_without_end !== undefined){
let data20 = data5.starts_without_end;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.count === undefined){
const err43 = {instancePath:instancePath+"/counts/starts_without_end",schemaPath:"#/properties/counts/properties/starts_without_end/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.starts_without_end.required,parentSchema:schema21.properties.counts.properties.starts_without_end,data:data20};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data20.examples === undefined){
const err44 = {instancePath:instancePath+"/counts/starts_without_end",schemaPath:"#/properties/counts/properties/starts_without_end/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.starts_without_end.required,parentSchema:schema21.properties.counts.properties.starts_without_end,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key4 in data20){
if(!((key4 === "count") || (key4 === "examples"))){
const err45 = {instancePath:instancePath+"/counts/starts_without_end",schemaPath:"#/properties/counts/properties/starts_without_end/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.starts_without_end,data:data20};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data20.count !== undefined){
let data21 = data20.count;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err46 = {instancePath:instancePath+"/counts/starts_without_end/count",schemaPath:"#/properties/counts/properties/starts_without_end/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.starts_without_end.properties.count.type,parentSchema:schema21.properties.counts.properties.starts_without_end.properties.count,data:data21};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data20.examples !== undefined){
let data22 = data20.examples;
if(Array.isArray(data22)){
const len1 = data22.length;
for(let i1=0; i1<len1; i1++){
let data23 = data22[i1];
if(typeof data23 !== "string"){
const err47 = {instancePath:instancePath+"/counts/starts_without_end/examples/" + i1,schemaPath:"#/properties/counts/properties/starts_without_end/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.starts_without_end.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.starts_without_end.properties.examples.items,data:data23};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/counts/starts_without_end/examples",schemaPath:"#/properties/counts/properties/starts_without_end/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.starts_without_end.properties.examples.type,parentSchema:schema21.properties.counts.properties.starts_without_end.properties.examples,data:data22};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/counts/starts_without_end",schemaPath:"#/properties/counts/properties/starts_without_end/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.starts_without_end.type,parentSchema:schema21.properties.counts.properties.starts_without_end,data:data20};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data5.implausible !== undefined){
let data24 = data5.implausible;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.dropoff_before_pickup === undefined){
const err50 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"},message:"must have required property '"+"dropoff_before_pickup"+"'",schema:schema21.properties.counts.properties.implausible.required,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data24.ride_too_long === undefined){
const err51 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "ride_too_long"},message:"must have required property '"+"ride_too_long"+"'",schema:schema21.properties.counts.properties.implausible.required,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data24.fare_zero === undefined){
const err52 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_zero"},message:"must have required property '"+"fare_zero"+"'",schema:schema21.properties.counts.properties.implausible.required,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data24.fare_too_high === undefined){
const err53 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_too_high"},message:"must have required property '"+"fare_too_high"+"'",schema:schema21.properties.counts.properties.implausible.required,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key5 in data24){
if(!((((key5 === "dropoff_before_pickup") || (key5 === "ride_too_long")) || (key5 === "fare_zero")) || (key5 === "fare_too_high"))){
const err54 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data24.dropoff_before_pickup !== undefined){
let data25 = data24.dropoff_before_pickup;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.count === undefined){
const err55 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.required,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data25};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data25.examples === undefined){
const err56 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.required,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data25};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key6 in data25){
if(!((key6 === "count") || (key6 === "examples"))){
const err57 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data25};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data25.count !== undefined){
let data26 = data25.count;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err58 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup/count",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.count.type,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.count,data:data26};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data25.examples !== undefined){
let data27 = data25.examples;
if(Array.isArray(data27)){
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
let data28 = data27[i2];
if(typeof data28 !== "string"){
const err59 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup/examples/" + i2,schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.items,data:data28};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup/examples",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.type,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples,data:data27};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/counts/properties/implausible/properties/dropoff_before_pickup/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup.type,parentSchema:schema21.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data25};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data24.ride_too_long !== undefined){
let data29 = data24.ride_too_long;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.count === undefined){
const err62 = {instancePath:instancePath+"/counts/implausible/ride_too_long",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.required,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long,data:data29};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data29.examples === undefined){
const err63 = {instancePath:instancePath+"/counts/implausible/ride_too_long",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.required,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long,data:data29};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
for(const key7 in data29){
if(!((key7 === "count") || (key7 === "examples"))){
const err64 = {instancePath:instancePath+"/counts/implausible/ride_too_long",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long,data:data29};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data29.count !== undefined){
let data30 = data29.count;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err65 = {instancePath:instancePath+"/counts/implausible/ride_too_long/count",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.count.type,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.count,data:data30};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data29.examples !== undefined){
let data31 = data29.examples;
if(Array.isArray(data31)){
const len3 = data31.length;
for(let i3=0; i3<len3; i3++){
let data32 = data31[i3];
if(typeof data32 !== "string"){
const err66 = {instancePath:instancePath+"/counts/implausible/ride_too_long/examples/" + i3,schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.items,data:data32};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/counts/implausible/ride_too_long/examples",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.type,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long.properties.examples,data:data31};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/counts/implausible/ride_too_long",schemaPath:"#/properties/counts/properties/implausible/properties/ride_too_long/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.implausible.properties.ride_too_long.type,parentSchema:schema21.properties.counts.properties.implausible.properties.ride_too_long,data:data29};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data24.fare_zero !== undefined){
let data33 = data24.fare_zero;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.count === undefined){
const err69 = {instancePath:instancePath+"/counts/implausible/fare_zero",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.required,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero,data:data33};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if(data33.examples === undefined){
const err70 = {instancePath:instancePath+"/counts/implausible/fare_zero",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.required,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero,data:data33};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
for(const key8 in data33){
if(!((key8 === "count") || (key8 === "examples"))){
const err71 = {instancePath:instancePath+"/counts/implausible/fare_zero",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero,data:data33};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data33.count !== undefined){
let data34 = data33.count;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err72 = {instancePath:instancePath+"/counts/implausible/fare_zero/count",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.count.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.count,data:data34};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data33.examples !== undefined){
let data35 = data33.examples;
if(Array.isArray(data35)){
const len4 = data35.length;
for(let i4=0; i4<len4; i4++){
let data36 = data35[i4];
if(typeof data36 !== "string"){
const err73 = {instancePath:instancePath+"/counts/implausible/fare_zero/examples/" + i4,schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.examples.items,data:data36};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
}
else {
const err74 = {instancePath:instancePath+"/counts/implausible/fare_zero/examples",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.examples.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero.properties.examples,data:data35};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/counts/implausible/fare_zero",schemaPath:"#/properties/counts/properties/implausible/properties/fare_zero/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.implausible.properties.fare_zero.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_zero,data:data33};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data24.fare_too_high !== undefined){
let data37 = data24.fare_too_high;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.count === undefined){
const err76 = {instancePath:instancePath+"/counts/implausible/fare_too_high",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.required,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high,data:data37};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data37.examples === undefined){
const err77 = {instancePath:instancePath+"/counts/implausible/fare_too_high",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.required,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high,data:data37};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
for(const key9 in data37){
if(!((key9 === "count") || (key9 === "examples"))){
const err78 = {instancePath:instancePath+"/counts/implausible/fare_too_high",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high,data:data37};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data37.count !== undefined){
let data38 = data37.count;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err79 = {instancePath:instancePath+"/counts/implausible/fare_too_high/count",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.count.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.count,data:data38};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data37.examples !== undefined){
let data39 = data37.examples;
if(Array.isArray(data39)){
const len5 = data39.length;
for(let i5=0; i5<len5; i5++){
let data40 = data39[i5];
if(typeof data40 !== "string"){
const err80 = {instancePath:instancePath+"/counts/implausible/fare_too_high/examples/" + i5,schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.items.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.items,data:data40};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/counts/implausible/fare_too_high/examples",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high.properties.examples,data:data39};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/counts/implausible/fare_too_high",schemaPath:"#/properties/counts/properties/implausible/properties/fare_too_high/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.implausible.properties.fare_too_high.type,parentSchema:schema21.properties.counts.properties.implausible.properties.fare_too_high,data:data37};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/counts/implausible",schemaPath:"#/properties/counts/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.properties.implausible.type,parentSchema:schema21.properties.counts.properties.implausible,data:data24};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath:instancePath+"/counts",schemaPath:"#/properties/counts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.properties.counts.type,parentSchema:schema21.properties.counts,data:data5};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.pages !== undefined){
let data41 = data.pages;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err85 = {instancePath:instancePath+"/pages",schemaPath:"#/properties/pages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.pages.type,parentSchema:schema21.properties.pages,data:data41};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data.items !== undefined){
let data42 = data.items;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err86 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema21.properties.items.type,parentSchema:schema21.properties.items,data:data42};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data.cursor !== undefined){
let data43 = data.cursor;
if((typeof data43 !== "string") && (data43 !== null)){
const err87 = {instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: schema21.properties.cursor.type},message:"must be string,null",schema:schema21.properties.cursor.type,parentSchema:schema21.properties.cursor,data:data43};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.type,parentSchema:schema21,data};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

export const validatePublishAuditRequest = validate21;
const schema22 = {"$id":"publishAuditRequest","type":"object","properties":{"date":{"type":"string"},"run_id":{"type":"string"},"audited_at":{"type":"string"},"started_before":{"type":"string"},"published":{"anyOf":[{"type":"object","properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"revision":{"type":["integer","null"]},"metrics":{"type":"object","properties":{"total_fare":{"type":"string"},"count_trips":{"type":"integer"},"average_fare":{"type":["string","null"]},"max_fare":{"type":["string","null"]},"min_fare":{"type":["string","null"]}},"required":["total_fare","count_trips","average_fare","max_fare","min_fare"]}},"required":["run_id","generated_at","revision","metrics"]},{"type":"null"}]},"partials":{"type":"array","items":{"type":"object","properties":{"segment":{"type":"integer"},"counts":{"type":"object","properties":{"seen":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"since":{"type":"object","properties":{"sum":{"type":"string"},"count":{"type":"integer"},"max":{"type":["string","null"]},"min":{"type":["string","null"]}},"required":["sum","count","max","min"],"additionalProperties":false},"ends_without_start":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"starts_without_end":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"implausible":{"type":"object","properties":{"dropoff_before_pickup":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"ride_too_long":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"fare_zero":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false},"fare_too_high":{"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false}},"required":["seen","since","ends_without_start","starts_without_end","implausible"],"additionalProperties":false},"pages":{"type":"integer"},"items":{"type":"integer"},"cursor":{"type":"null"}},"required":["segment","counts","pages","items","cursor"]}}},"required":["date","run_id","audited_at","started_before","published","partials"]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="publishAuditRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"},message:"must have required property '"+"date"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run_id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.audited_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "audited_at"},message:"must have required property '"+"audited_at"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.started_before === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "started_before"},message:"must have required property '"+"started_before"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.published === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "published"},message:"must have required property '"+"published"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.partials === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "partials"},message:"must have required property '"+"partials"+"'",schema:schema22.required,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.date !== undefined){
let data0 = data.date;
if(typeof data0 !== "string"){
const err6 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.date.type,parentSchema:schema22.properties.date,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.run_id !== undefined){
let data1 = data.run_id;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.run_id.type,parentSchema:schema22.properties.run_id,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.audited_at !== undefined){
let data2 = data.audited_at;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/audited_at",schemaPath:"#/properties/audited_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.audited_at.type,parentSchema:schema22.properties.audited_at,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.started_before !== undefined){
let data3 = data.started_before;
if(typeof data3 !== "string"){
const err9 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.started_before.type,parentSchema:schema22.properties.started_before,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.published !== undefined){
let data4 = data.published;
const _errs10 = errors;
let valid1 = false;
const _errs11 = errors;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.run_id === undefined){
const err10 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "run_id"},message:"must have required property '"+"run_id"+"'",schema:schema22.properties.published.anyOf[0].required,parentSchema:schema22.properties.published.anyOf[0],data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.generated_at === undefined){
const err11 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "generated_at"},message:"must have required property '"+"generated_at"+"'",schema:schema22.properties.published.anyOf[0].required,parentSchema:schema22.properties.published.anyOf[0],data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data4.revision === undefined){
const err12 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "revision"},message:"must have required property '"+"revision"+"'",schema:schema22.properties.published.anyOf[0].required,parentSchema:schema22.properties.published.anyOf[0],data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data4.metrics === undefined){
const err13 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "metrics"},message:"must have required property '"+"metrics"+"'",schema:schema22.properties.published.anyOf[0].required,parentSchema:schema22.properties.published.anyOf[0],data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.run_id !== undefined){
let data5 = data4.run_id;
if(typeof data5 !== "string"){
const err14 = {instancePath:instancePath+"/published/run_id",schemaPath:"#/properties/published/anyOf/0/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.published.anyOf[0].properties.run_id.type,parentSchema:schema22.properties.published.anyOf[0].properties.run_id,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.generated_at !== undefined){
let data6 = data4.generated_at;
if(typeof data6 !== "string"){
const err15 = {instancePath:instancePath+"/published/generated_at",schemaPath:"#/properties/published/anyOf/0/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.published.anyOf[0].properties.generated_at.type,parentSchema:schema22.properties.published.anyOf[0].properties.generated_at,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.revision !== undefined){
let data7 = data4.revision;
if((!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))) && (data7 !== null)){
const err16 = {instancePath:instancePath+"/published/revision",schemaPath:"#/properties/published/anyOf/0/properties/revision/type",keyword:"type",params:{type: schema22.properties.published.anyOf[0].properties.revision.type},message:"must be integer,null",schema:schema22.properties.published.anyOf[0].properties.revision.type,parentSchema:schema22.properties.published.anyOf[0].properties.revision,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data4.metrics !== undefined){
let data8 = data4.metrics;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.total_fare === undefined){
const err17 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "total_fare"},message:"must have required property '"+"total_fare"+"'",schema:schema22.properties.published.anyOf[0].properties.metrics.required,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data8.count_trips === undefined){
const err18 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "count_trips"},message:"must have required property '"+"count_trips"+"'",schema:schema22.properties.published.anyOf[0].properties.metrics.required,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8.average_fare === undefined){
const err19 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "average_fare"},message:"must have required property '"+"average_fare"+"'",schema:schema22.properties.published.anyOf[0].properties.metrics.required,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data8.max_fare === undefined){
const err20 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "max_fare"},message:"must have required property '"+"max_fare"+"'",schema:schema22.properties.published.anyOf[0].properties.metrics.required,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8.min_fare === undefined){
const err21 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "min_fare"},message:"must have required property '"+"min_fare"+"'",schema:schema22.properties.published.anyOf[0].properties.metrics.required,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8.total_fare !== undefined){
let data9 = data8.total_fare;
if(typeof data9 !== "string"){
const err22 = {instancePath:instancePath+"/published/metrics/total_fare",schemaPath:"#/properties/published/anyOf/0/properties/metrics/properties/total_fare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.published.anyOf[0].properties.metrics.properties.total_fare.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics.properties.total_fare,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data8.count_trips !== undefined){
let data10 = data8.count_trips;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err23 = {instancePath:instancePath+"/published/metrics/count_trips",schemaPath:"#/properties/published/anyOf/0/properties/metrics/properties/count_trips/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.published.anyOf[0].properties.metrics.properties.count_trips.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics.properties.count_trips,data:data10};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data8.average_fare !== undefined){
let data11 = data8.average_fare;
if((typeof data11 !== "string") && (data11 !== null)){
const err24 = {instancePath:instancePath+"/published/metrics/average_fare",schemaPath:"#/properties/published/anyOf/0/properties/metrics/properties/average_fare/type",keyword:"type",params:{type: schema22.properties.published.anyOf[0].properties.metrics.properties.average_fare.type},message:"must be string,null",schema:schema22.properties.published.anyOf[0].properties.metrics.properties.average_fare.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics.properties.average_fare,data:data11};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data8.max_fare !== undefined){
let data12 = data8.max_fare;
if((typeof data12 !== "string") && (data12 !== null)){
const err25 = {instancePath:instancePath+"/published/metrics/max_fare",schemaPath:"#/properties/published/anyOf/0/properties/metrics/properties/max_fare/type",keyword:"type",params:{type: schema22.properties.published.anyOf[0].properties.metrics.properties.max_fare.type},message:"must be string,null",schema:schema22.properties.published.anyOf[0].properties.metrics.properties.max_fare.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics.properties.max_fare,data:data12};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data8.min_fare !== undefined){
let data13 = data8.min_fare;
if((typeof data13 !== "string") && (data13 !== null)){
const err26 = {instancePath:instancePath+"/published/metrics/min_fare",schemaPath:"#/properties/published/anyOf/0/properties/metrics/properties/min_fare/type",keyword:"type",params:{type: schema22.properties.published.anyOf[0].properties.metrics.properties.min_fare.type},message:"must be string,null",schema:schema22.properties.published.anyOf[0].properties.metrics.properties.min_fare.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics.properties.min_fare,data:data13};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.published.anyOf[0].properties.metrics.type,parentSchema:schema22.properties.published.anyOf[0].properties.metrics,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.published.anyOf[0].type,parentSchema:schema22.properties.published.anyOf[0],data:data4};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs31 = errors;
if(data4 !== null){
const err29 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null",schema:schema22.properties.published.anyOf[1].type,parentSchema:schema22.properties.published.anyOf[1],data:data4};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid0 = _errs31 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err30 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema22.properties.published.anyOf,parentSchema:schema22.properties.published,data:data4};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
}
if(data.partials !== undefined){
let data14 = data.partials;
if(Array.isArray(data14)){
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
let data15 = data14[i0];
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.segment === undefined){
const err31 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "segment"},message:"must have required property '"+"segment"+"'",schema:schema22.properties.partials.items.required,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data15.counts === undefined){
const err32 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "counts"},message:"must have required property '"+"counts"+"'",schema:schema22.properties.partials.items.required,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data15.pages === undefined){
const err33 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "pages"},message:"must have required property '"+"pages"+"'",schema:schema22.properties.partials.items.required,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data15.items === undefined){
const err34 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "items"},message:"must have required property '"+"items"+"'",schema:schema22.properties.partials.items.required,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(data15.cursor === undefined){
const err35 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "cursor"},message:"must have required property '"+"cursor"+"'",schema:schema22.properties.partials.items.required,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(data15.segment !== undefined){
let data16 = data15.segment;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err36 = {instancePath:instancePath+"/partials/" + i0+"/segment",schemaPath:"#/properties/partials/items/properties/segment/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.segment.type,parentSchema:schema22.properties.partials.items.properties.segment,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data15.counts !== undefined){
let data17 = data15.counts;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.seen === undefined){
const err37 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/required",keyword:"required",params:{missingProperty: "seen"},message:"must have required property '"+"seen"+"'",schema:schema22.properties.partials.items.properties.counts.required,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
if(data17.since === undefined){
const err38 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/required",keyword:"required",params:{missingProperty: "since"},message:"must have required property '"+"since"+"'",schema:schema22.properties.partials.items.properties.counts.required,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data17.ends_without_start === undefined){
const err39 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/required",keyword:"required",params:{missingProperty: "ends_without_start"},message:"must have required property '"+"ends_without_start"+"'",schema:schema22.properties.partials.items.properties.counts.required,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data17.starts_without_end === undefined){
const err40 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/required",keyword:"required",params:{missingProperty: "starts_without_end"},message:"must have required property '"+"starts_without_end"+"'",schema:schema22.properties.partials.items.properties.counts.required,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data17.implausible === undefined){
const err41 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/required",keyword:"required",params:{missingProperty: "implausible"},message:"must have required property '"+"implausible"+"'",schema:schema22.properties.partials.items.properties.counts.required,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key0 in data17){
if(!(((((key0 === "seen") || (key0 === "since")) || (key0 === "ends_without_start")) || (key0 === "starts_without_end")) || (key0 === "implausible"))){
const err42 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data17.seen !== undefined){
let data18 = data17.seen;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.sum === undefined){
const err43 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema22.properties.partials.items.properties.counts.properties.seen.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data18.count === undefined){
const err44 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.seen.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(data18.max === undefined){
const err45 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema22.properties.partials.items.properties.counts.properties.seen.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data18.min === undefined){
const err46 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema22.properties.partials.items.properties.counts.properties.seen.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
for(const key1 in data18){
if(!((((key1 === "sum") || (key1 === "count")) || (key1 === "max")) || (key1 === "min"))){
const err47 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data18.sum !== undefined){
let data19 = data18.sum;
if(typeof data19 !== "string"){
const err48 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen/sum",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.seen.properties.sum.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen.properties.sum,data:data19};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data18.count !== undefined){
let data20 = data18.count;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err49 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen/count",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.seen.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen.properties.count,data:data20};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data18.max !== undefined){
let data21 = data18.max;
if((typeof data21 !== "string") && (data21 !== null)){
const err50 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen/max",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/properties/max/type",keyword:"type",params:{type: schema22.properties.partials.items.properties.counts.properties.seen.properties.max.type},message:"must be string,null",schema:schema22.properties.partials.items.properties.counts.properties.seen.properties.max.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen.properties.max,data:data21};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data18.min !== undefined){
let data22 = data18.min;
if((typeof data22 !== "string") && (data22 !== null)){
const err51 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen/min",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/properties/min/type",keyword:"type",params:{type: schema22.properties.partials.items.properties.counts.properties.seen.properties.min.type},message:"must be string,null",schema:schema22.properties.partials.items.properties.counts.properties.seen.properties.min.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen.properties.min,data:data22};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/partials/" + i0+"/counts/seen",schemaPath:"#/properties/partials/items/properties/counts/properties/seen/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.seen.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.seen,data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data17.since !== undefined){
let data23 = data17.since;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.sum === undefined){
const err53 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "sum"},message:"must have required property '"+"sum"+"'",schema:schema22.properties.partials.items.properties.counts.properties.since.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if(data23.count === undefined){
const err54 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.since.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(data23.max === undefined){
const err55 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "max"},message:"must have required property '"+"max"+"'",schema:schema22.properties.partials.items.properties.counts.properties.since.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data23.min === undefined){
const err56 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/required",keyword:"required",params:{missingProperty: "min"},message:"must have required property '"+"min"+"'",schema:schema22.properties.partials.items.properties.counts.properties.since.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key2 in data23){
if(!((((key2 === "sum") || (key2 === "count")) || (key2 === "max")) || (key2 === "min"))){
const err57 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data23.sum !== undefined){
let data24 = data23.sum;
if(typeof data24 !== "string"){
const err58 = {instancePath:instancePath+"/partials/" + i0+"/counts/since/sum",schemaPath:"#/properties/partials/items/properties/counts/properties/since/properties/sum/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.since.properties.sum.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.since.properties.sum,data:data24};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data23.count !== undefined){
let data25 = data23.count;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
const err59 = {instancePath:instancePath+"/partials/" + i0+"/counts/since/count",schemaPath:"#/properties/partials/items/properties/counts/properties/since/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.since.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.since.properties.count,data:data25};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data23.max !== undefined){
let data26 = data23.max;
if((typeof data26 !== "string") && (data26 !== null)){
const err60 = {instancePath:instancePath+"/partials/" + i0+"/counts/since/max",schemaPath:"#/properties/partials/items/properties/counts/properties/since/properties/max/type",keyword:"type",params:{type: schema22.properties.partials.items.properties.counts.properties.since.properties.max.type},message:"must be string,null",schema:schema22.properties.partials.items.properties.counts.properties.since.properties.max.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.since.properties.max,data:data26};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data23.min !== undefined){
let data27 = data23.min;
if((typeof data27 !== "string") && (data27 !== null)){
const err61 = {instancePath:instancePath+"/partials/" + i0+"/counts/since/min",schemaPath:"#/properties/partials/items/properties/counts/properties/since/properties/min/type",keyword:"type",params:{type: schema22.properties.partials.items.properties.counts.properties.since.properties.min.type},message:"must be string,null",schema:schema22.properties.partials.items.properties.counts.properties.since.properties.min.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.since.properties.min,data:data27};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
else {
const err62 = {instancePath:instancePath+"/partials/" + i0+"/counts/since",schemaPath:"#/properties/partials/items/properties/counts/properties/since/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.since.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.since,data:data23};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data17.ends_without_start !== undefined){
let data28 = data17.ends_without_start;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.count === undefined){
const err63 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start,data:data28};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data28.examples === undefined){
const err64 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start,data:data28};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
for(const key3 in data28){
if(!((key3 === "count") || (key3 === "examples"))){
const err65 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start,data:data28};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data28.count !== undefined){
let data29 = data28.count;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
const err66 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start/count",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.count,data:data29};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data28.examples !== undefined){
let data30 = data28.examples;
if(Array.isArray(data30)){
const len1 = data30.length;
for(let i1=0; i1<len1; i1++){
let data31 = data30[i1];
if(typeof data31 !== "string"){
const err67 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start/examples/" + i1,schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.examples.items,data:data31};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.properties.examples,data:data30};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/partials/" + i0+"/counts/ends_without_start",schemaPath:"#/properties/partials/items/properties/counts/properties/ends_without_start/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.ends_without_start.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.ends_without_start,data:data28};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data17.starts_without_end !== undefined){
let data32 = data17.starts_without_end;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if(data32.count === undefined){
const err70 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data32.examples === undefined){
const err71 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end,data:data32};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
for(const key4 in data32){
if(!((key4 === "count") || (key4 === "examples"))){
const err72 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end,data:data32};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data32.count !== undefined){
let data33 = data32.count;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err73 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end/count",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.count,data:data33};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data32.examples !== undefined){
let data34 = data32.examples;
if(Array.isArray(data34)){
const len2 = data34.length;
for(let i2=0; i2<len2; i2++){
let data35 = data34[i2];
if(typeof data35 !== "string"){
const err74 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end/examples/" + i2,schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.examples.items,data:data35};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.properties.examples,data:data34};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/partials/" + i0+"/counts/starts_without_end",schemaPath:"#/properties/partials/items/properties/counts/properties/starts_without_end/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.starts_without_end.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.starts_without_end,data:data32};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data17.implausible !== undefined){
let data36 = data17.implausible;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if(data36.dropoff_before_pickup === undefined){
const err77 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"},message:"must have required property '"+"dropoff_before_pickup"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data36.ride_too_long === undefined){
const err78 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "ride_too_long"},message:"must have required property '"+"ride_too_long"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(data36.fare_zero === undefined){
const err79 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_zero"},message:"must have required property '"+"fare_zero"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data36.fare_too_high === undefined){
const err80 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_too_high"},message:"must have required property '"+"fare_too_high"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
for(const key5 in data36){
if(!((((key5 === "dropoff_before_pickup") || (key5 === "ride_too_long")) || (key5 === "fare_zero")) || (key5 === "fare_too_high"))){
const err81 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data36.dropoff_before_pickup !== undefined){
let data37 = data36.dropoff_before_pickup;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
if(data37.count === undefined){
const err82 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data37};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data37.examples === undefined){
const err83 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data37};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
for(const key6 in data37){
if(!((key6 === "count") || (key6 === "examples"))){
const err84 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data37};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data37.count !== undefined){
let data38 = data37.count;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err85 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup/count",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.count,data:data38};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data37.examples !== undefined){
let data39 = data37.examples;
if(Array.isArray(data39)){
const len3 = data39.length;
for(let i3=0; i3<len3; i3++){
let data40 = data39[i3];
if(typeof data40 !== "string"){
const err86 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup/examples/" + i3,schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.items,data:data40};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.properties.examples,data:data39};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/dropoff_before_pickup",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/dropoff_before_pickup/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.dropoff_before_pickup,data:data37};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data36.ride_too_long !== undefined){
let data41 = data36.ride_too_long;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.count === undefined){
const err89 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long,data:data41};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data41.examples === undefined){
const err90 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long,data:data41};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
for(const key7 in data41){
if(!((key7 === "count") || (key7 === "examples"))){
const err91 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long,data:data41};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data41.count !== undefined){
let data42 = data41.count;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err92 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long/count",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.count,data:data42};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data41.examples !== undefined){
let data43 = data41.examples;
if(Array.isArray(data43)){
const len4 = data43.length;
for(let i4=0; i4<len4; i4++){
let data44 = data43[i4];
if(typeof data44 !== "string"){
const err93 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long/examples/" + i4,schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.items,data:data44};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.properties.examples,data:data43};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/ride_too_long",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/ride_too_long/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.ride_too_long,data:data41};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data36.fare_zero !== undefined){
let data45 = data36.fare_zero;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.count === undefined){
const err96 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero,data:data45};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data45.examples === undefined){
const err97 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero,data:data45};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
for(const key8 in data45){
if(!((key8 === "count") || (key8 === "examples"))){
const err98 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero,data:data45};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data45.count !== undefined){
let data46 = data45.count;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
const err99 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero/count",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.count,data:data46};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data45.examples !== undefined){
let data47 = data45.examples;
if(Array.isArray(data47)){
const len5 = data47.length;
for(let i5=0; i5<len5; i5++){
let data48 = data47[i5];
if(typeof data48 !== "string"){
const err100 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero/examples/" + i5,schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.examples.items,data:data48};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
else {
const err101 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.properties.examples,data:data47};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_zero",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_zero/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_zero,data:data45};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data36.fare_too_high !== undefined){
let data49 = data36.fare_too_high;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.count === undefined){
const err103 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/required",keyword:"required",params:{missingProperty: "count"},message:"must have required property '"+"count"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high,data:data49};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
if(data49.examples === undefined){
const err104 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/required",keyword:"required",params:{missingProperty: "examples"},message:"must have required property '"+"examples"+"'",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.required,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high,data:data49};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
for(const key9 in data49){
if(!((key9 === "count") || (key9 === "examples"))){
const err105 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high,data:data49};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data49.count !== undefined){
let data50 = data49.count;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
const err106 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high/count",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.count.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.count,data:data50};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data49.examples !== undefined){
let data51 = data49.examples;
if(Array.isArray(data51)){
const len6 = data51.length;
for(let i6=0; i6<len6; i6++){
let data52 = data51[i6];
if(typeof data52 !== "string"){
const err107 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high/examples/" + i6,schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/properties/examples/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.items.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.items,data:data52};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high/examples",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/properties/examples/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.examples.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.properties.examples,data:data51};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
else {
const err109 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible/fare_too_high",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/properties/fare_too_high/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible.properties.fare_too_high,data:data49};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
}
else {
const err110 = {instancePath:instancePath+"/partials/" + i0+"/counts/implausible",schemaPath:"#/properties/partials/items/properties/counts/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.properties.implausible.type,parentSchema:schema22.properties.partials.items.properties.counts.properties.implausible,data:data36};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/partials/" + i0+"/counts",schemaPath:"#/properties/partials/items/properties/counts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.properties.counts.type,parentSchema:schema22.properties.partials.items.properties.counts,data:data17};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data15.pages !== undefined){
let data53 = data15.pages;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err112 = {instancePath:instancePath+"/partials/" + i0+"/pages",schemaPath:"#/properties/partials/items/properties/pages/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.pages.type,parentSchema:schema22.properties.partials.items.properties.pages,data:data53};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data15.items !== undefined){
let data54 = data15.items;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
const err113 = {instancePath:instancePath+"/partials/" + i0+"/items",schemaPath:"#/properties/partials/items/properties/items/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.partials.items.properties.items.type,parentSchema:schema22.properties.partials.items.properties.items,data:data54};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data15.cursor !== undefined){
let data55 = data15.cursor;
if(data55 !== null){
const err114 = {instancePath:instancePath+"/partials/" + i0+"/cursor",schemaPath:"#/properties/partials/items/properties/cursor/type",keyword:"type",params:{type: "null"},message:"must be null",schema:schema22.properties.partials.items.properties.cursor.type,parentSchema:schema22.properties.partials.items.properties.cursor,data:data55};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
else {
const err115 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.partials.items.type,parentSchema:schema22.properties.partials.items,data:data15};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/partials",schemaPath:"#/properties/partials/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.partials.type,parentSchema:schema22.properties.partials,data:data14};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
else {
const err117 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

export const validateAuditFile = validate22;
const schema23 = {"$id":"auditFile","type":"object","properties":{"ends_without_start":{"type":"string"},"starts_without_end":{"type":"string"},"audited_at":{"type":"string"},"started_before":{"type":"string"},"completed_trips":{"type":"string"},"total_fare":{"type":"string"},"items_read":{"type":"string"},"written_since":{"type":"string"},"agreement":{"enum":["agrees","run-due","disagrees","unpublished","republished"]},"published":{"type":["object","null"],"properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"count_trips":{"type":"string"},"total_fare":{"type":"string"}}},"implausible":{"type":"object","additionalProperties":{"type":"string"}},"examples":{"type":"object","properties":{"implausible":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}},"ends_without_start":{"type":"array","items":{"type":"string"}},"starts_without_end":{"type":"array","items":{"type":"string"}}}}},"required":["ends_without_start","starts_without_end","audited_at"]};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="auditFile" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.ends_without_start === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ends_without_start"},message:"must have required property '"+"ends_without_start"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.starts_without_end === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "starts_without_end"},message:"must have required property '"+"starts_without_end"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.audited_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "audited_at"},message:"must have required property '"+"audited_at"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.ends_without_start !== undefined){
let data0 = data.ends_without_start;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/ends_without_start",schemaPath:"#/properties/ends_without_start/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.ends_without_start.type,parentSchema:schema23.properties.ends_without_start,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.starts_without_end !== undefined){
let data1 = data.starts_without_end;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/starts_without_end",schemaPath:"#/properties/starts_without_end/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.starts_without_end.type,parentSchema:schema23.properties.starts_without_end,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.audited_at !== undefined){
let data2 = data.audited_at;
if(typeof data2 !== "string"){
const err5 = {instancePath:instancePath+"/audited_at",schemaPath:"#/properties/audited_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.audited_at.type,parentSchema:schema23.properties.audited_at,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.started_before !== undefined){
let data3 = data.started_before;
if(typeof data3 !== "string"){
const err6 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.started_before.type,parentSchema:schema23.properties.started_before,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.completed_trips !== undefined){
let data4 = data.completed_trips;
if(typeof data4 !== "string"){
const err7 = {instancePath:instancePath+"/completed_trips",schemaPath:"#/properties/completed_trips/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.completed_trips.type,parentSchema:schema23.properties.completed_trips,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.total_fare !== undefined){
let data5 = data.total_fare;
if(typeof data5 !== "string"){
const err8 = {instancePath:instancePath+"/total_fare",schemaPath:"#/properties/total_fare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.total_fare.type,parentSchema:schema23.properties.total_fare,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.items_read !== undefined){
let data6 = data.items_read;
if(typeof data6 !== "string"){
const err9 = {instancePath:instancePath+"/items_read",schemaPath:"#/properties/items_read/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.items_read.type,parentSchema:schema23.properties.items_read,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.written_since !== undefined){
let data7 = data.written_since;
if(typeof data7 !== "string"){
const err10 = {instancePath:instancePath+"/written_since",schemaPath:"#/properties/written_since/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.written_since.type,parentSchema:schema23.properties.written_since,data:data7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.agreement !== undefined){
let data8 = data.agreement;
if(!(((((data8 === "agrees") || (data8 === "run-due")) || (data8 === "disagrees")) || (data8 === "unpublished")) || (data8 === "republished"))){
const err11 = {instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/enum",keyword:"enum",params:{allowedValues: schema23.properties.agreement.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.agreement.enum,parentSchema:schema23.properties.agreement,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.published !== undefined){
let data9 = data.published;
if((!(data9 && typeof data9 == "object" && !Array.isArray(data9))) && (data9 !== null)){
const err12 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/type",keyword:"type",params:{type: schema23.properties.published.type},message:"must be object,null",schema:schema23.properties.published.type,parentSchema:schema23.properties.published,data:data9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.run_id !== undefined){
let data10 = data9.run_id;
if(typeof data10 !== "string"){
const err13 = {instancePath:instancePath+"/published/run_id",schemaPath:"#/properties/published/properties/run_id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.published.properties.run_id.type,parentSchema:schema23.properties.published.properties.run_id,data:data10};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data9.generated_at !== undefined){
let data11 = data9.generated_at;
if(typeof data11 !== "string"){
const err14 = {instancePath:instancePath+"/published/generated_at",schemaPath:"#/properties/published/properties/generated_at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.published.properties.generated_at.type,parentSchema:schema23.properties.published.properties.generated_at,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data9.count_trips !== undefined){
let data12 = data9.count_trips;
if(typeof data12 !== "string"){
const err15 = {instancePath:instancePath+"/published/count_trips",schemaPath:"#/properties/published/properties/count_trips/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.published.properties.count_trips.type,parentSchema:schema23.properties.published.properties.count_trips,data:data12};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data9.total_fare !== undefined){
let data13 = data9.total_fare;
if(typeof data13 !== "string"){
const err16 = {instancePath:instancePath+"/published/total_fare",schemaPath:"#/properties/published/properties/total_fare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.published.properties.total_fare.type,parentSchema:schema23.properties.published.properties.total_fare,data:data13};
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
}
if(data.implausible !== undefined){
let data14 = data.implausible;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key0 in data14){
let data15 = data14[key0];
if(typeof data15 !== "string"){
const err17 = {instancePath:instancePath+"/implausible/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/implausible/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.implausible.additionalProperties.type,parentSchema:schema23.properties.implausible.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.implausible.type,parentSchema:schema23.properties.implausible,data:data14};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.examples !== undefined){
let data16 = data.examples;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.implausible !== undefined){
let data17 = data16.implausible;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key1 in data17){
let data18 = data17[key1];
if(Array.isArray(data18)){
const len0 = data18.length;
for(let i0=0; i0<len0; i0++){
let data19 = data18[i0];
if(typeof data19 !== "string"){
const err19 = {instancePath:instancePath+"/examples/implausible/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"#/properties/examples/properties/implausible/additionalProperties/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.examples.properties.implausible.additionalProperties.items.type,parentSchema:schema23.properties.examples.properties.implausible.additionalProperties.items,data:data19};
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
const err20 = {instancePath:instancePath+"/examples/implausible/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/examples/properties/implausible/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema23.properties.examples.properties.implausible.additionalProperties.type,parentSchema:schema23.properties.examples.properties.implausible.additionalProperties,data:data18};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/examples/implausible",schemaPath:"#/properties/examples/properties/implausible/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.examples.properties.implausible.type,parentSchema:schema23.properties.examples.properties.implausible,data:data17};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data16.ends_without_start !== undefined){
let data20 = data16.ends_without_start;
if(Array.isArray(data20)){
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
let data21 = data20[i1];
if(typeof data21 !== "string"){
const err22 = {instancePath:instancePath+"/examples/ends_without_start/" + i1,schemaPath:"#/properties/examples/properties/ends_without_start/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.examples.properties.ends_without_start.items.type,parentSchema:schema23.properties.examples.properties.ends_without_start.items,data:data21};
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
const err23 = {instancePath:instancePath+"/examples/ends_without_start",schemaPath:"#/properties/examples/properties/ends_without_start/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema23.properties.examples.properties.ends_without_start.type,parentSchema:schema23.properties.examples.properties.ends_without_start,data:data20};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data16.starts_without_end !== undefined){
let data22 = data16.starts_without_end;
if(Array.isArray(data22)){
const len2 = data22.length;
for(let i2=0; i2<len2; i2++){
let data23 = data22[i2];
if(typeof data23 !== "string"){
const err24 = {instancePath:instancePath+"/examples/starts_without_end/" + i2,schemaPath:"#/properties/examples/properties/starts_without_end/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.examples.properties.starts_without_end.items.type,parentSchema:schema23.properties.examples.properties.starts_without_end.items,data:data23};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/examples/starts_without_end",schemaPath:"#/properties/examples/properties/starts_without_end/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema23.properties.examples.properties.starts_without_end.type,parentSchema:schema23.properties.examples.properties.starts_without_end,data:data22};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.properties.examples.type,parentSchema:schema23.properties.examples,data:data16};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

