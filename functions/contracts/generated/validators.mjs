// Written by `npm run generate:validators` from ../schemas.ts.
"use strict";
export const validateTripStart = validate21;
const schema6 = {"$id":"tripStart","type":"object","properties":{"trip_id":{"$ref":"part0"},"pickup_datetime":{"$ref":"part1"},"pickup_location_id":{"$ref":"part2"},"dropoff_location_id":{"$ref":"part2"},"vendor_id":{"$ref":"part2"},"estimated_dropoff_datetime":{"$ref":"part1"},"estimated_fare_amount":{"$ref":"part3"}},"required":["trip_id","pickup_datetime"],"additionalProperties":false};
const schema7 = {"type":"string","pattern":"^[A-Za-z0-9_-]{1,64}$","description":"1 to 64 of A-Z a-z 0-9 _ -","$id":"part0"};
const pattern0 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u");

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part0" */;
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern0.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,64}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema8 = {"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$","description":"a real calendar moment without an offset, such as 2024-05-25 23:59:59","$id":"part1"};
const pattern1 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part1" */;
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern1.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema9 = {"type":"string","pattern":"^-?[0-9]{1,18}(\\.0*)?$","description":"an integer code of at most 18 digits such as 2 or 2.0","$id":"part2"};
const pattern2 = new RegExp("^-?[0-9]{1,18}(\\.0*)?$", "u");

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part2" */;
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern2.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^-?[0-9]{1,18}(\\.0*)?$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema10 = {"type":"string","pattern":"^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$","description":"a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point","$id":"part3"};
const pattern3 = new RegExp("^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$", "u");

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part3" */;
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(!pattern3.test(data)){
const err0 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tripStart" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.trip_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "trip_id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.pickup_datetime === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "pickup_datetime"}};
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
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.trip_id, {instancePath:instancePath+"/trip_id",parentData:data,parentDataProperty:"trip_id",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.pickup_datetime !== undefined){
if(!(validate24(data.pickup_datetime, {instancePath:instancePath+"/pickup_datetime",parentData:data,parentDataProperty:"pickup_datetime",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.pickup_location_id !== undefined){
if(!(validate26(data.pickup_location_id, {instancePath:instancePath+"/pickup_location_id",parentData:data,parentDataProperty:"pickup_location_id",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.dropoff_location_id !== undefined){
if(!(validate26(data.dropoff_location_id, {instancePath:instancePath+"/dropoff_location_id",parentData:data,parentDataProperty:"dropoff_location_id",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.vendor_id !== undefined){
if(!(validate26(data.vendor_id, {instancePath:instancePath+"/vendor_id",parentData:data,parentDataProperty:"vendor_id",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.estimated_dropoff_datetime !== undefined){
if(!(validate24(data.estimated_dropoff_datetime, {instancePath:instancePath+"/estimated_dropoff_datetime",parentData:data,parentDataProperty:"estimated_dropoff_datetime",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.estimated_fare_amount !== undefined){
if(!(validate31(data.estimated_fare_amount, {instancePath:instancePath+"/estimated_fare_amount",parentData:data,parentDataProperty:"estimated_fare_amount",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

export const validateTripEnd = validate33;
const schema11 = {"$id":"tripEnd","type":"object","properties":{"trip_id":{"$ref":"part0"},"dropoff_datetime":{"$ref":"part1"},"fare_amount":{"$ref":"part3"},"tip_amount":{"$ref":"part3"},"trip_distance":{"$ref":"part3"},"rate_code":{"$ref":"part2"},"passenger_count":{"$ref":"part2"},"payment_type":{"$ref":"part2"},"trip_type":{"$ref":"part2"}},"required":["trip_id","dropoff_datetime","fare_amount"],"additionalProperties":false};
const func2 = Object.prototype.hasOwnProperty;

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tripEnd" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.trip_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "trip_id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.dropoff_datetime === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dropoff_datetime"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.fare_amount === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fare_amount"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(!(validate22(data.trip_id, {instancePath:instancePath+"/trip_id",parentData:data,parentDataProperty:"trip_id",rootData}))){
vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
errors = vErrors.length;
}
}
if(data.dropoff_datetime !== undefined){
if(!(validate24(data.dropoff_datetime, {instancePath:instancePath+"/dropoff_datetime",parentData:data,parentDataProperty:"dropoff_datetime",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.fare_amount !== undefined){
if(!(validate31(data.fare_amount, {instancePath:instancePath+"/fare_amount",parentData:data,parentDataProperty:"fare_amount",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
if(data.tip_amount !== undefined){
if(!(validate31(data.tip_amount, {instancePath:instancePath+"/tip_amount",parentData:data,parentDataProperty:"tip_amount",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
if(data.trip_distance !== undefined){
if(!(validate31(data.trip_distance, {instancePath:instancePath+"/trip_distance",parentData:data,parentDataProperty:"trip_distance",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
if(data.rate_code !== undefined){
if(!(validate26(data.rate_code, {instancePath:instancePath+"/rate_code",parentData:data,parentDataProperty:"rate_code",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.passenger_count !== undefined){
if(!(validate26(data.passenger_count, {instancePath:instancePath+"/passenger_count",parentData:data,parentDataProperty:"passenger_count",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.payment_type !== undefined){
if(!(validate26(data.payment_type, {instancePath:instancePath+"/payment_type",parentData:data,parentDataProperty:"payment_type",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
if(data.trip_type !== undefined){
if(!(validate26(data.trip_type, {instancePath:instancePath+"/trip_type",parentData:data,parentDataProperty:"trip_type",rootData}))){
vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

export const validatePipeBatch = validate43;
const schema12 = {"$id":"pipeBatch","type":"array","items":{"type":"object","properties":{"eventID":{"type":"string"},"eventSource":{"const":"aws:kinesis"},"eventSourceARN":{"type":"string"},"partitionKey":{"type":"string"},"sequenceNumber":{"type":"string"},"approximateArrivalTimestamp":{"type":"number"},"data":{"type":"string"}},"required":["eventID","eventSource","eventSourceARN","partitionKey","sequenceNumber","approximateArrivalTimestamp","data"]}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="pipeBatch" */;
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.eventID === undefined){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventID"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data0.eventSource === undefined){
const err1 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventSource"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data0.eventSourceARN === undefined){
const err2 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "eventSourceARN"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.partitionKey === undefined){
const err3 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "partitionKey"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data0.sequenceNumber === undefined){
const err4 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "sequenceNumber"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data0.approximateArrivalTimestamp === undefined){
const err5 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "approximateArrivalTimestamp"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data0.data === undefined){
const err6 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: "data"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data0.eventID !== undefined){
if(typeof data0.eventID !== "string"){
const err7 = {instancePath:instancePath+"/" + i0+"/eventID",schemaPath:"#/items/properties/eventID/type",keyword:"type",params:{type: "string"}};
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
if("aws:kinesis" !== data0.eventSource){
const err8 = {instancePath:instancePath+"/" + i0+"/eventSource",schemaPath:"#/items/properties/eventSource/const",keyword:"const",params:{allowedValue: "aws:kinesis"}};
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
if(typeof data0.eventSourceARN !== "string"){
const err9 = {instancePath:instancePath+"/" + i0+"/eventSourceARN",schemaPath:"#/items/properties/eventSourceARN/type",keyword:"type",params:{type: "string"}};
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
if(typeof data0.partitionKey !== "string"){
const err10 = {instancePath:instancePath+"/" + i0+"/partitionKey",schemaPath:"#/items/properties/partitionKey/type",keyword:"type",params:{type: "string"}};
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
if(typeof data0.sequenceNumber !== "string"){
const err11 = {instancePath:instancePath+"/" + i0+"/sequenceNumber",schemaPath:"#/items/properties/sequenceNumber/type",keyword:"type",params:{type: "string"}};
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
const err12 = {instancePath:instancePath+"/" + i0+"/approximateArrivalTimestamp",schemaPath:"#/items/properties/approximateArrivalTimestamp/type",keyword:"type",params:{type: "number"}};
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
if(typeof data0.data !== "string"){
const err13 = {instancePath:instancePath+"/" + i0+"/data",schemaPath:"#/items/properties/data/type",keyword:"type",params:{type: "string"}};
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
const err14 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"}};
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
const err15 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}

export const validateQuarantineMessage = validate44;
const schema13 = {"$id":"quarantineMessage","type":"object","properties":{"reasons":{"type":"array"},"stream_arn":{"type":"string","pattern":"^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$"},"shard_id":{"$ref":"part4"},"sequence_number":{"$ref":"part4"},"partition_key":{"$ref":"part4"},"arrived_at":{"$ref":"part4"},"quarantined_at":{"$ref":"part4"},"payload":{"$ref":"part4"},"payload_encoding":{"enum":["utf8","base64","verbatim"]},"payload_location":{"type":"object","properties":{"bucket":{"$ref":"part4"},"key":{"$ref":"part4"}},"required":["bucket","key"]}},"required":["reasons","stream_arn","shard_id","sequence_number","arrived_at"],"anyOf":[{"required":["payload","payload_encoding"]},{"required":["payload_location"]}]};
const pattern4 = new RegExp("^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$", "u");
const schema14 = {"type":"string","$id":"part4"};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part4" */;
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="quarantineMessage" */;
let vErrors = null;
let errors = 0;
const _errs1 = errors;
let valid0 = false;
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.payload === undefined){
const err0 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "payload"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.payload_encoding === undefined){
const err1 = {instancePath,schemaPath:"#/anyOf/0/required",keyword:"required",params:{missingProperty: "payload_encoding"}};
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
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "payload_location"}};
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
const err3 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{}};
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
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reasons"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.stream_arn === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stream_arn"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.shard_id === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "shard_id"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.sequence_number === undefined){
const err7 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sequence_number"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data.arrived_at === undefined){
const err8 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "arrived_at"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data.reasons !== undefined){
if(!(Array.isArray(data.reasons))){
const err9 = {instancePath:instancePath+"/reasons",schemaPath:"#/properties/reasons/type",keyword:"type",params:{type: "array"}};
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
if(!pattern4.test(data1)){
const err10 = {instancePath:instancePath+"/stream_arn",schemaPath:"#/properties/stream_arn/pattern",keyword:"pattern",params:{pattern: "^arn:[\\w-]+:kinesis:[\\w-]*:\\d*:stream\\/([\\w.-]+)$"}};
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
const err11 = {instancePath:instancePath+"/stream_arn",schemaPath:"#/properties/stream_arn/type",keyword:"type",params:{type: "string"}};
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
if(!(validate45(data.shard_id, {instancePath:instancePath+"/shard_id",parentData:data,parentDataProperty:"shard_id",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.sequence_number !== undefined){
if(!(validate45(data.sequence_number, {instancePath:instancePath+"/sequence_number",parentData:data,parentDataProperty:"sequence_number",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.partition_key !== undefined){
if(!(validate45(data.partition_key, {instancePath:instancePath+"/partition_key",parentData:data,parentDataProperty:"partition_key",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.arrived_at !== undefined){
if(!(validate45(data.arrived_at, {instancePath:instancePath+"/arrived_at",parentData:data,parentDataProperty:"arrived_at",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.quarantined_at !== undefined){
if(!(validate45(data.quarantined_at, {instancePath:instancePath+"/quarantined_at",parentData:data,parentDataProperty:"quarantined_at",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.payload !== undefined){
if(!(validate45(data.payload, {instancePath:instancePath+"/payload",parentData:data,parentDataProperty:"payload",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.payload_encoding !== undefined){
let data8 = data.payload_encoding;
if(!(((data8 === "utf8") || (data8 === "base64")) || (data8 === "verbatim"))){
const err12 = {instancePath:instancePath+"/payload_encoding",schemaPath:"#/properties/payload_encoding/enum",keyword:"enum",params:{allowedValues: schema13.properties.payload_encoding.enum}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.payload_location !== undefined){
let data9 = data.payload_location;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if(data9.bucket === undefined){
const err13 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/required",keyword:"required",params:{missingProperty: "bucket"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data9.key === undefined){
const err14 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/required",keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data9.bucket !== undefined){
if(!(validate45(data9.bucket, {instancePath:instancePath+"/payload_location/bucket",parentData:data9,parentDataProperty:"bucket",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data9.key !== undefined){
if(!(validate45(data9.key, {instancePath:instancePath+"/payload_location/key",parentData:data9,parentDataProperty:"key",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/payload_location",schemaPath:"#/properties/payload_location/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}

export const validatePlanRequest = validate54;
const schema15 = {"$id":"planRequest","type":"object","properties":{"input":{},"execution_name":{"type":"string"},"execution_start_time":{"type":"string"}},"required":["input","execution_name","execution_start_time"]};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="planRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.input === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "input"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.execution_name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_name"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.execution_start_time === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "execution_start_time"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.execution_name !== undefined){
if(typeof data.execution_name !== "string"){
const err3 = {instancePath:instancePath+"/execution_name",schemaPath:"#/properties/execution_name/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.execution_start_time !== "string"){
const err4 = {instancePath:instancePath+"/execution_start_time",schemaPath:"#/properties/execution_start_time/type",keyword:"type",params:{type: "string"}};
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
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate54.errors = vErrors;
return errors === 0;
}

export const validateKpiRunPlan = validate55;
const schema16 = {"$id":"kpiRunPlan","type":"object","properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"stop_at":{"type":"string"},"days":{"type":"array","items":{"type":"object","properties":{"date":{"type":"string"},"lanes":{"type":"array","items":{"type":"object","properties":{"partitions":{"$ref":"part5"}},"required":["partitions"],"additionalProperties":false}},"reason":{"enum":["daily","missing","late-completions","requested"]},"late_marker":{"type":["string","null"]}},"required":["date","lanes","reason","late_marker"],"additionalProperties":false}}},"required":["run_id","generated_at","stop_at","days"],"additionalProperties":false};
const schema17 = {"type":"array","items":{"type":"string"},"$id":"part5"};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part5" */;
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
const err0 = {instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="kpiRunPlan" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run_id === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.generated_at === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.stop_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stop_at"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.days === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "days"}};
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
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
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
if(typeof data.run_id !== "string"){
const err5 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.generated_at !== "string"){
const err6 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.stop_at !== "string"){
const err7 = {instancePath:instancePath+"/stop_at",schemaPath:"#/properties/stop_at/type",keyword:"type",params:{type: "string"}};
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
const err8 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4.lanes === undefined){
const err9 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "lanes"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data4.reason === undefined){
const err10 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.late_marker === undefined){
const err11 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "late_marker"}};
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
const err12 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
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
if(typeof data4.date !== "string"){
const err13 = {instancePath:instancePath+"/days/" + i0+"/date",schemaPath:"#/properties/days/items/properties/date/type",keyword:"type",params:{type: "string"}};
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
const err14 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions"}};
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
const err15 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
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
if(!(validate56(data7.partitions, {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1+"/partitions",parentData:data7,parentDataProperty:"partitions",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/days/" + i0+"/lanes/" + i1,schemaPath:"#/properties/days/items/properties/lanes/items/type",keyword:"type",params:{type: "object"}};
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
const err17 = {instancePath:instancePath+"/days/" + i0+"/lanes",schemaPath:"#/properties/days/items/properties/lanes/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.reason !== undefined){
let data9 = data4.reason;
if(!((((data9 === "daily") || (data9 === "missing")) || (data9 === "late-completions")) || (data9 === "requested"))){
const err18 = {instancePath:instancePath+"/days/" + i0+"/reason",schemaPath:"#/properties/days/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema16.properties.days.items.properties.reason.enum}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.late_marker !== undefined){
let data10 = data4.late_marker;
if((typeof data10 !== "string") && (data10 !== null)){
const err19 = {instancePath:instancePath+"/days/" + i0+"/late_marker",schemaPath:"#/properties/days/items/properties/late_marker/type",keyword:"type",params:{type: schema16.properties.days.items.properties.late_marker.type}};
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
const err20 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/type",keyword:"type",params:{type: "object"}};
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
const err21 = {instancePath:instancePath+"/days",schemaPath:"#/properties/days/type",keyword:"type",params:{type: "array"}};
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
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}

export const validateAggregateRequest = validate58;
const schema18 = {"$id":"aggregateRequest","type":"object","properties":{"lane":{"type":"object","properties":{"partitions":{"$ref":"part5"},"aggregate":{"$ref":"part9"},"implausible":{"$ref":"part11"},"partitions_read":{"$ref":"part12"},"pages":{"$ref":"part13"},"cursor":{"$ref":"part14"}},"required":["partitions"]},"stop_at":{"type":"string"}},"required":["lane","stop_at"]};
const schema19 = {"type":"object","properties":{"sum":{"$ref":"part6"},"count":{"$ref":"part7"},"max":{"$ref":"part8"},"min":{"$ref":"part8"}},"required":["sum","count","max","min"],"additionalProperties":false,"$id":"part9"};
const schema20 = {"type":"string","$id":"part6"};

function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part6" */;
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate61.errors = vErrors;
return errors === 0;
}

const schema21 = {"type":"integer","$id":"part7"};

function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part7" */;
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate63.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":["string","null"],"$id":"part8"};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part8" */;
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (data !== null)){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema22.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}


function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part9" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.sum === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "sum"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.count === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.max === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "max"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.min === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "min"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "sum") || (key0 === "count")) || (key0 === "max")) || (key0 === "min"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.sum !== undefined){
if(!(validate61(data.sum, {instancePath:instancePath+"/sum",parentData:data,parentDataProperty:"sum",rootData}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
}
if(data.count !== undefined){
if(!(validate63(data.count, {instancePath:instancePath+"/count",parentData:data,parentDataProperty:"count",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
if(data.max !== undefined){
if(!(validate65(data.max, {instancePath:instancePath+"/max",parentData:data,parentDataProperty:"max",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.min !== undefined){
if(!(validate65(data.min, {instancePath:instancePath+"/min",parentData:data,parentDataProperty:"min",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate60.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":"object","properties":{"dropoff_before_pickup":{"$ref":"part10"},"ride_too_long":{"$ref":"part10"},"fare_zero":{"$ref":"part10"},"fare_too_high":{"$ref":"part10"}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false,"$id":"part11"};
const schema24 = {"type":"integer","$id":"part10"};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part10" */;
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate70.errors = vErrors;
return errors === 0;
}


function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part11" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.dropoff_before_pickup === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.ride_too_long === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ride_too_long"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.fare_zero === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fare_zero"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.fare_too_high === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fare_too_high"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "dropoff_before_pickup") || (key0 === "ride_too_long")) || (key0 === "fare_zero")) || (key0 === "fare_too_high"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.dropoff_before_pickup !== undefined){
if(!(validate70(data.dropoff_before_pickup, {instancePath:instancePath+"/dropoff_before_pickup",parentData:data,parentDataProperty:"dropoff_before_pickup",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.ride_too_long !== undefined){
if(!(validate70(data.ride_too_long, {instancePath:instancePath+"/ride_too_long",parentData:data,parentDataProperty:"ride_too_long",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.fare_zero !== undefined){
if(!(validate70(data.fare_zero, {instancePath:instancePath+"/fare_zero",parentData:data,parentDataProperty:"fare_zero",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
if(data.fare_too_high !== undefined){
if(!(validate70(data.fare_too_high, {instancePath:instancePath+"/fare_too_high",parentData:data,parentDataProperty:"fare_too_high",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate69.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"integer","$id":"part12"};

function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part12" */;
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate76.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"integer","$id":"part13"};

function validate78(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part13" */;
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate78.errors = vErrors;
return errors === 0;
}

const schema27 = {"type":["string","null"],"$id":"part14"};

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part14" */;
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (data !== null)){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema27.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}


function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="aggregateRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.lane === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lane"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.stop_at === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "stop_at"}};
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
const err2 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/required",keyword:"required",params:{missingProperty: "partitions"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0.partitions !== undefined){
if(!(validate56(data0.partitions, {instancePath:instancePath+"/lane/partitions",parentData:data0,parentDataProperty:"partitions",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
if(data0.aggregate !== undefined){
if(!(validate60(data0.aggregate, {instancePath:instancePath+"/lane/aggregate",parentData:data0,parentDataProperty:"aggregate",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data0.implausible !== undefined){
if(!(validate69(data0.implausible, {instancePath:instancePath+"/lane/implausible",parentData:data0,parentDataProperty:"implausible",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data0.partitions_read !== undefined){
if(!(validate76(data0.partitions_read, {instancePath:instancePath+"/lane/partitions_read",parentData:data0,parentDataProperty:"partitions_read",rootData}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
}
if(data0.pages !== undefined){
if(!(validate78(data0.pages, {instancePath:instancePath+"/lane/pages",parentData:data0,parentDataProperty:"pages",rootData}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
}
if(data0.cursor !== undefined){
if(!(validate80(data0.cursor, {instancePath:instancePath+"/lane/cursor",parentData:data0,parentDataProperty:"cursor",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath:instancePath+"/lane",schemaPath:"#/properties/lane/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.stop_at !== undefined){
if(typeof data.stop_at !== "string"){
const err4 = {instancePath:instancePath+"/stop_at",schemaPath:"#/properties/stop_at/type",keyword:"type",params:{type: "string"}};
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
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}

export const validatePublishRequest = validate82;
const schema28 = {"$id":"publishRequest","type":"object","properties":{"date":{"type":"string"},"reason":{"enum":["daily","missing","late-completions","requested"]},"late_marker":{"type":["string","null"]},"run_id":{"type":"string"},"generated_at":{"type":"string"},"lanes":{"type":"array","items":{"type":"object","properties":{"partitions":{"$ref":"part5"},"aggregate":{"$ref":"part9"},"implausible":{"$ref":"part11"},"partitions_read":{"$ref":"part12"},"pages":{"$ref":"part13"},"cursor":{"$ref":"part14"},"status":{"const":"finished"}},"required":["partitions","aggregate","implausible","partitions_read","pages","status"]}}},"required":["date","reason","late_marker","run_id","generated_at","lanes"]};

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="publishRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.reason === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.late_marker === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "late_marker"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.run_id === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.generated_at === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.lanes === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lanes"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.date !== undefined){
if(typeof data.date !== "string"){
const err6 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"}};
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
const err7 = {instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema28.properties.reason.enum}};
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
const err8 = {instancePath:instancePath+"/late_marker",schemaPath:"#/properties/late_marker/type",keyword:"type",params:{type: schema28.properties.late_marker.type}};
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
if(typeof data.run_id !== "string"){
const err9 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.generated_at !== "string"){
const err10 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"}};
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
const err11 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data6.aggregate === undefined){
const err12 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "aggregate"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data6.implausible === undefined){
const err13 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "implausible"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data6.partitions_read === undefined){
const err14 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "partitions_read"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data6.pages === undefined){
const err15 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "pages"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data6.status === undefined){
const err16 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6.partitions !== undefined){
if(!(validate56(data6.partitions, {instancePath:instancePath+"/lanes/" + i0+"/partitions",parentData:data6,parentDataProperty:"partitions",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
if(data6.aggregate !== undefined){
if(!(validate60(data6.aggregate, {instancePath:instancePath+"/lanes/" + i0+"/aggregate",parentData:data6,parentDataProperty:"aggregate",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data6.implausible !== undefined){
if(!(validate69(data6.implausible, {instancePath:instancePath+"/lanes/" + i0+"/implausible",parentData:data6,parentDataProperty:"implausible",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
}
if(data6.partitions_read !== undefined){
if(!(validate76(data6.partitions_read, {instancePath:instancePath+"/lanes/" + i0+"/partitions_read",parentData:data6,parentDataProperty:"partitions_read",rootData}))){
vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
errors = vErrors.length;
}
}
if(data6.pages !== undefined){
if(!(validate78(data6.pages, {instancePath:instancePath+"/lanes/" + i0+"/pages",parentData:data6,parentDataProperty:"pages",rootData}))){
vErrors = vErrors === null ? validate78.errors : vErrors.concat(validate78.errors);
errors = vErrors.length;
}
}
if(data6.cursor !== undefined){
if(!(validate80(data6.cursor, {instancePath:instancePath+"/lanes/" + i0+"/cursor",parentData:data6,parentDataProperty:"cursor",rootData}))){
vErrors = vErrors === null ? validate80.errors : vErrors.concat(validate80.errors);
errors = vErrors.length;
}
}
if(data6.status !== undefined){
if("finished" !== data6.status){
const err17 = {instancePath:instancePath+"/lanes/" + i0+"/status",schemaPath:"#/properties/lanes/items/properties/status/const",keyword:"const",params:{allowedValue: "finished"}};
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
const err18 = {instancePath:instancePath+"/lanes/" + i0,schemaPath:"#/properties/lanes/items/type",keyword:"type",params:{type: "object"}};
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
const err19 = {instancePath:instancePath+"/lanes",schemaPath:"#/properties/lanes/type",keyword:"type",params:{type: "array"}};
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
const err20 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
validate82.errors = vErrors;
return errors === 0;
}

export const validateKpiRunOutput = validate89;
const schema29 = {"$id":"kpiRunOutput","type":"object","properties":{"days":{"type":"array","items":{"type":"object","properties":{"date":{"type":"string"},"reason":{"enum":["daily","missing","late-completions","requested"]},"status":{"enum":["first","restated","unchanged","overtaken","failed","waiting"]},"revision":{"type":["integer","null"]},"change":{"type":["object","null"]}},"required":["date","reason","status"]}}},"required":["days"]};

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="kpiRunOutput" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.days === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "days"}};
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
const err1 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data1.reason === undefined){
const err2 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data1.status === undefined){
const err3 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/required",keyword:"required",params:{missingProperty: "status"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1.date !== undefined){
if(typeof data1.date !== "string"){
const err4 = {instancePath:instancePath+"/days/" + i0+"/date",schemaPath:"#/properties/days/items/properties/date/type",keyword:"type",params:{type: "string"}};
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
const err5 = {instancePath:instancePath+"/days/" + i0+"/reason",schemaPath:"#/properties/days/items/properties/reason/enum",keyword:"enum",params:{allowedValues: schema29.properties.days.items.properties.reason.enum}};
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
const err6 = {instancePath:instancePath+"/days/" + i0+"/status",schemaPath:"#/properties/days/items/properties/status/enum",keyword:"enum",params:{allowedValues: schema29.properties.days.items.properties.status.enum}};
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
const err7 = {instancePath:instancePath+"/days/" + i0+"/revision",schemaPath:"#/properties/days/items/properties/revision/type",keyword:"type",params:{type: schema29.properties.days.items.properties.revision.type}};
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
const err8 = {instancePath:instancePath+"/days/" + i0+"/change",schemaPath:"#/properties/days/items/properties/change/type",keyword:"type",params:{type: schema29.properties.days.items.properties.change.type}};
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
const err9 = {instancePath:instancePath+"/days/" + i0,schemaPath:"#/properties/days/items/type",keyword:"type",params:{type: "object"}};
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
const err10 = {instancePath:instancePath+"/days",schemaPath:"#/properties/days/type",keyword:"type",params:{type: "array"}};
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
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate89.errors = vErrors;
return errors === 0;
}

export const validateMetricsFile = validate90;
const schema30 = {"$id":"metricsFile","type":"object","properties":{"date":{"type":"string"},"run_id":{"type":"string"},"generated_at":{"type":"string"},"metrics":{"$ref":"part15"},"revision":{"type":["string","null"]},"revised_at":{"type":["string","null"]},"restated_because":{"enum":["daily","missing","late-completions","requested",null]},"previous":{"anyOf":[{"$ref":"part15"},{"type":"null"}]}},"required":["date","run_id","generated_at","metrics"]};
const schema31 = {"type":"object","properties":{"total_fare":{"$ref":"part6"},"count_trips":{"$ref":"part6"},"average_fare":{"$ref":"part8"},"max_fare":{"$ref":"part8"},"min_fare":{"$ref":"part8"}},"required":["total_fare","count_trips","average_fare","max_fare","min_fare"],"$id":"part15"};

function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part15" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.total_fare === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "total_fare"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.count_trips === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count_trips"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.average_fare === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "average_fare"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.max_fare === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "max_fare"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.min_fare === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "min_fare"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.total_fare !== undefined){
if(!(validate61(data.total_fare, {instancePath:instancePath+"/total_fare",parentData:data,parentDataProperty:"total_fare",rootData}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
}
if(data.count_trips !== undefined){
if(!(validate61(data.count_trips, {instancePath:instancePath+"/count_trips",parentData:data,parentDataProperty:"count_trips",rootData}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
}
if(data.average_fare !== undefined){
if(!(validate65(data.average_fare, {instancePath:instancePath+"/average_fare",parentData:data,parentDataProperty:"average_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.max_fare !== undefined){
if(!(validate65(data.max_fare, {instancePath:instancePath+"/max_fare",parentData:data,parentDataProperty:"max_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data.min_fare !== undefined){
if(!(validate65(data.min_fare, {instancePath:instancePath+"/min_fare",parentData:data,parentDataProperty:"min_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate91.errors = vErrors;
return errors === 0;
}


function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="metricsFile" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run_id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.generated_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "generated_at"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.metrics === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metrics"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.date !== undefined){
if(typeof data.date !== "string"){
const err4 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.run_id !== "string"){
const err5 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.generated_at !== "string"){
const err6 = {instancePath:instancePath+"/generated_at",schemaPath:"#/properties/generated_at/type",keyword:"type",params:{type: "string"}};
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
if(!(validate91(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
}
if(data.revision !== undefined){
let data4 = data.revision;
if((typeof data4 !== "string") && (data4 !== null)){
const err7 = {instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: schema30.properties.revision.type}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.revised_at !== undefined){
let data5 = data.revised_at;
if((typeof data5 !== "string") && (data5 !== null)){
const err8 = {instancePath:instancePath+"/revised_at",schemaPath:"#/properties/revised_at/type",keyword:"type",params:{type: schema30.properties.revised_at.type}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.restated_because !== undefined){
let data6 = data.restated_because;
if(!(((((data6 === "daily") || (data6 === "missing")) || (data6 === "late-completions")) || (data6 === "requested")) || (data6 === null))){
const err9 = {instancePath:instancePath+"/restated_because",schemaPath:"#/properties/restated_because/enum",keyword:"enum",params:{allowedValues: schema30.properties.restated_because.enum}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.previous !== undefined){
let data7 = data.previous;
const _errs14 = errors;
let valid1 = false;
const _errs15 = errors;
if(!(validate91(data7, {instancePath:instancePath+"/previous",parentData:data,parentDataProperty:"previous",rootData}))){
vErrors = vErrors === null ? validate91.errors : vErrors.concat(validate91.errors);
errors = vErrors.length;
}
var _valid0 = _errs15 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs16 = errors;
if(data7 !== null){
const err10 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs16 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err11 = {instancePath:instancePath+"/previous",schemaPath:"#/properties/previous/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate90.errors = vErrors;
return errors === 0;
}

export const validateAuditSegmentRequest = validate99;
const schema32 = {"$id":"auditSegmentRequest","type":"object","properties":{"date":{"type":"string"},"segment":{"type":"integer"},"total_segments":{"type":"integer"},"started_before":{"type":"string"},"published_at":{"type":["string","null"]},"counts":{"$ref":"part17"},"pages":{"type":"integer"},"items":{"type":"integer"},"cursor":{"type":["string","null"]}},"required":["date","segment","total_segments","started_before","published_at"]};
const schema33 = {"type":"object","properties":{"seen":{"$ref":"part9"},"since":{"$ref":"part9"},"ends_without_start":{"$ref":"part16"},"starts_without_end":{"$ref":"part16"},"implausible":{"type":"object","properties":{"dropoff_before_pickup":{"$ref":"part16"},"ride_too_long":{"$ref":"part16"},"fare_zero":{"$ref":"part16"},"fare_too_high":{"$ref":"part16"}},"required":["dropoff_before_pickup","ride_too_long","fare_zero","fare_too_high"],"additionalProperties":false}},"required":["seen","since","ends_without_start","starts_without_end","implausible"],"additionalProperties":false,"$id":"part17"};
const schema34 = {"type":"object","properties":{"count":{"type":"integer"},"examples":{"type":"array","items":{"type":"string"}}},"required":["count","examples"],"additionalProperties":false,"$id":"part16"};

function validate103(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part16" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.count === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "count"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.examples === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "examples"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "count") || (key0 === "examples"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.count !== undefined){
let data0 = data.count;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err3 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.examples !== undefined){
let data1 = data.examples;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(typeof data1[i0] !== "string"){
const err4 = {instancePath:instancePath+"/examples/" + i0,schemaPath:"#/properties/examples/items/type",keyword:"type",params:{type: "string"}};
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
const err5 = {instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate103.errors = vErrors;
return errors === 0;
}


function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="part17" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.seen === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "seen"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.since === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "since"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.ends_without_start === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ends_without_start"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.starts_without_end === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "starts_without_end"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.implausible === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "implausible"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "seen") || (key0 === "since")) || (key0 === "ends_without_start")) || (key0 === "starts_without_end")) || (key0 === "implausible"))){
const err5 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.seen !== undefined){
if(!(validate60(data.seen, {instancePath:instancePath+"/seen",parentData:data,parentDataProperty:"seen",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.since !== undefined){
if(!(validate60(data.since, {instancePath:instancePath+"/since",parentData:data,parentDataProperty:"since",rootData}))){
vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
errors = vErrors.length;
}
}
if(data.ends_without_start !== undefined){
if(!(validate103(data.ends_without_start, {instancePath:instancePath+"/ends_without_start",parentData:data,parentDataProperty:"ends_without_start",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data.starts_without_end !== undefined){
if(!(validate103(data.starts_without_end, {instancePath:instancePath+"/starts_without_end",parentData:data,parentDataProperty:"starts_without_end",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data.implausible !== undefined){
let data4 = data.implausible;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.dropoff_before_pickup === undefined){
const err6 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/required",keyword:"required",params:{missingProperty: "dropoff_before_pickup"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data4.ride_too_long === undefined){
const err7 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/required",keyword:"required",params:{missingProperty: "ride_too_long"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data4.fare_zero === undefined){
const err8 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_zero"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data4.fare_too_high === undefined){
const err9 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/required",keyword:"required",params:{missingProperty: "fare_too_high"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data4){
if(!((((key1 === "dropoff_before_pickup") || (key1 === "ride_too_long")) || (key1 === "fare_zero")) || (key1 === "fare_too_high"))){
const err10 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data4.dropoff_before_pickup !== undefined){
if(!(validate103(data4.dropoff_before_pickup, {instancePath:instancePath+"/implausible/dropoff_before_pickup",parentData:data4,parentDataProperty:"dropoff_before_pickup",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data4.ride_too_long !== undefined){
if(!(validate103(data4.ride_too_long, {instancePath:instancePath+"/implausible/ride_too_long",parentData:data4,parentDataProperty:"ride_too_long",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data4.fare_zero !== undefined){
if(!(validate103(data4.fare_zero, {instancePath:instancePath+"/implausible/fare_zero",parentData:data4,parentDataProperty:"fare_zero",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
if(data4.fare_too_high !== undefined){
if(!(validate103(data4.fare_too_high, {instancePath:instancePath+"/implausible/fare_too_high",parentData:data4,parentDataProperty:"fare_too_high",rootData}))){
vErrors = vErrors === null ? validate103.errors : vErrors.concat(validate103.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate100.errors = vErrors;
return errors === 0;
}


function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="auditSegmentRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.segment === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "segment"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.total_segments === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "total_segments"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.started_before === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "started_before"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.published_at === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "published_at"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.date !== undefined){
if(typeof data.date !== "string"){
const err5 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"}};
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
const err6 = {instancePath:instancePath+"/segment",schemaPath:"#/properties/segment/type",keyword:"type",params:{type: "integer"}};
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
const err7 = {instancePath:instancePath+"/total_segments",schemaPath:"#/properties/total_segments/type",keyword:"type",params:{type: "integer"}};
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
if(typeof data.started_before !== "string"){
const err8 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"}};
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
const err9 = {instancePath:instancePath+"/published_at",schemaPath:"#/properties/published_at/type",keyword:"type",params:{type: schema32.properties.published_at.type}};
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
if(!(validate100(data.counts, {instancePath:instancePath+"/counts",parentData:data,parentDataProperty:"counts",rootData}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
}
if(data.pages !== undefined){
let data6 = data.pages;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err10 = {instancePath:instancePath+"/pages",schemaPath:"#/properties/pages/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.items !== undefined){
let data7 = data.items;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err11 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "integer"}};
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
let data8 = data.cursor;
if((typeof data8 !== "string") && (data8 !== null)){
const err12 = {instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: schema32.properties.cursor.type}};
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
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate99.errors = vErrors;
return errors === 0;
}

export const validatePublishAuditRequest = validate111;
const schema35 = {"$id":"publishAuditRequest","type":"object","properties":{"date":{"type":"string"},"run_id":{"type":"string"},"audited_at":{"type":"string"},"started_before":{"type":"string"},"published":{"anyOf":[{"type":"object","properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"revision":{"type":["integer","null"]},"metrics":{"type":"object","properties":{"total_fare":{"$ref":"part6"},"count_trips":{"$ref":"part7"},"average_fare":{"$ref":"part8"},"max_fare":{"$ref":"part8"},"min_fare":{"$ref":"part8"}},"required":["total_fare","count_trips","average_fare","max_fare","min_fare"]}},"required":["run_id","generated_at","revision","metrics"]},{"type":"null"}]},"partials":{"type":"array","items":{"type":"object","properties":{"segment":{"type":"integer"},"counts":{"$ref":"part17"},"pages":{"type":"integer"},"items":{"type":"integer"},"cursor":{"type":"null"}},"required":["segment","counts","pages","items","cursor"]}}},"required":["date","run_id","audited_at","started_before","published","partials"]};

function validate111(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="publishAuditRequest" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.date === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "date"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.run_id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "run_id"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.audited_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "audited_at"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.started_before === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "started_before"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.published === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "published"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.partials === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "partials"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.date !== undefined){
if(typeof data.date !== "string"){
const err6 = {instancePath:instancePath+"/date",schemaPath:"#/properties/date/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.run_id !== "string"){
const err7 = {instancePath:instancePath+"/run_id",schemaPath:"#/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.audited_at !== "string"){
const err8 = {instancePath:instancePath+"/audited_at",schemaPath:"#/properties/audited_at/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.started_before !== "string"){
const err9 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"}};
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
const err10 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "run_id"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4.generated_at === undefined){
const err11 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "generated_at"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data4.revision === undefined){
const err12 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "revision"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(data4.metrics === undefined){
const err13 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/required",keyword:"required",params:{missingProperty: "metrics"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data4.run_id !== undefined){
if(typeof data4.run_id !== "string"){
const err14 = {instancePath:instancePath+"/published/run_id",schemaPath:"#/properties/published/anyOf/0/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data4.generated_at !== "string"){
const err15 = {instancePath:instancePath+"/published/generated_at",schemaPath:"#/properties/published/anyOf/0/properties/generated_at/type",keyword:"type",params:{type: "string"}};
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
const err16 = {instancePath:instancePath+"/published/revision",schemaPath:"#/properties/published/anyOf/0/properties/revision/type",keyword:"type",params:{type: schema35.properties.published.anyOf[0].properties.revision.type}};
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
const err17 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "total_fare"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data8.count_trips === undefined){
const err18 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "count_trips"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8.average_fare === undefined){
const err19 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "average_fare"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data8.max_fare === undefined){
const err20 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "max_fare"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(data8.min_fare === undefined){
const err21 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/required",keyword:"required",params:{missingProperty: "min_fare"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8.total_fare !== undefined){
if(!(validate61(data8.total_fare, {instancePath:instancePath+"/published/metrics/total_fare",parentData:data8,parentDataProperty:"total_fare",rootData}))){
vErrors = vErrors === null ? validate61.errors : vErrors.concat(validate61.errors);
errors = vErrors.length;
}
}
if(data8.count_trips !== undefined){
if(!(validate63(data8.count_trips, {instancePath:instancePath+"/published/metrics/count_trips",parentData:data8,parentDataProperty:"count_trips",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
}
if(data8.average_fare !== undefined){
if(!(validate65(data8.average_fare, {instancePath:instancePath+"/published/metrics/average_fare",parentData:data8,parentDataProperty:"average_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data8.max_fare !== undefined){
if(!(validate65(data8.max_fare, {instancePath:instancePath+"/published/metrics/max_fare",parentData:data8,parentDataProperty:"max_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
if(data8.min_fare !== undefined){
if(!(validate65(data8.min_fare, {instancePath:instancePath+"/published/metrics/min_fare",parentData:data8,parentDataProperty:"min_fare",rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err22 = {instancePath:instancePath+"/published/metrics",schemaPath:"#/properties/published/anyOf/0/properties/metrics/type",keyword:"type",params:{type: "object"}};
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
const err23 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/0/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs26 = errors;
if(data4 !== null){
const err24 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf/1/type",keyword:"type",params:{type: "null"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var _valid0 = _errs26 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err25 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
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
const err26 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "segment"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data15.counts === undefined){
const err27 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "counts"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data15.pages === undefined){
const err28 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "pages"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data15.items === undefined){
const err29 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "items"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data15.cursor === undefined){
const err30 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/required",keyword:"required",params:{missingProperty: "cursor"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(data15.segment !== undefined){
let data16 = data15.segment;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err31 = {instancePath:instancePath+"/partials/" + i0+"/segment",schemaPath:"#/properties/partials/items/properties/segment/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data15.counts !== undefined){
if(!(validate100(data15.counts, {instancePath:instancePath+"/partials/" + i0+"/counts",parentData:data15,parentDataProperty:"counts",rootData}))){
vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
errors = vErrors.length;
}
}
if(data15.pages !== undefined){
let data18 = data15.pages;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err32 = {instancePath:instancePath+"/partials/" + i0+"/pages",schemaPath:"#/properties/partials/items/properties/pages/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data15.items !== undefined){
let data19 = data15.items;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err33 = {instancePath:instancePath+"/partials/" + i0+"/items",schemaPath:"#/properties/partials/items/properties/items/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data15.cursor !== undefined){
if(data15.cursor !== null){
const err34 = {instancePath:instancePath+"/partials/" + i0+"/cursor",schemaPath:"#/properties/partials/items/properties/cursor/type",keyword:"type",params:{type: "null"}};
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
const err35 = {instancePath:instancePath+"/partials/" + i0,schemaPath:"#/properties/partials/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/partials",schemaPath:"#/properties/partials/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
validate111.errors = vErrors;
return errors === 0;
}

export const validateAuditFile = validate118;
const schema36 = {"$id":"auditFile","type":"object","properties":{"ends_without_start":{"type":"string"},"starts_without_end":{"type":"string"},"audited_at":{"type":"string"},"started_before":{"type":"string"},"completed_trips":{"type":"string"},"total_fare":{"type":"string"},"items_read":{"type":"string"},"written_since":{"type":"string"},"agreement":{"enum":["agrees","run-due","disagrees","unpublished","republished"]},"published":{"type":["object","null"],"properties":{"run_id":{"type":"string"},"generated_at":{"type":"string"},"count_trips":{"type":"string"},"total_fare":{"type":"string"},"differs_in":{"type":"array","items":{"type":"string"}}}},"implausible":{"type":"object","additionalProperties":{"type":"string"}},"examples":{"type":"object","properties":{"implausible":{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}},"ends_without_start":{"type":"array","items":{"type":"string"}},"starts_without_end":{"type":"array","items":{"type":"string"}}}}},"required":["ends_without_start","starts_without_end","audited_at"]};

function validate118(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="auditFile" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.ends_without_start === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "ends_without_start"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.starts_without_end === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "starts_without_end"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.audited_at === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "audited_at"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.ends_without_start !== undefined){
if(typeof data.ends_without_start !== "string"){
const err3 = {instancePath:instancePath+"/ends_without_start",schemaPath:"#/properties/ends_without_start/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.starts_without_end !== "string"){
const err4 = {instancePath:instancePath+"/starts_without_end",schemaPath:"#/properties/starts_without_end/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.audited_at !== "string"){
const err5 = {instancePath:instancePath+"/audited_at",schemaPath:"#/properties/audited_at/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.started_before !== "string"){
const err6 = {instancePath:instancePath+"/started_before",schemaPath:"#/properties/started_before/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.completed_trips !== "string"){
const err7 = {instancePath:instancePath+"/completed_trips",schemaPath:"#/properties/completed_trips/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.total_fare !== "string"){
const err8 = {instancePath:instancePath+"/total_fare",schemaPath:"#/properties/total_fare/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.items_read !== "string"){
const err9 = {instancePath:instancePath+"/items_read",schemaPath:"#/properties/items_read/type",keyword:"type",params:{type: "string"}};
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
if(typeof data.written_since !== "string"){
const err10 = {instancePath:instancePath+"/written_since",schemaPath:"#/properties/written_since/type",keyword:"type",params:{type: "string"}};
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
const err11 = {instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/enum",keyword:"enum",params:{allowedValues: schema36.properties.agreement.enum}};
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
const err12 = {instancePath:instancePath+"/published",schemaPath:"#/properties/published/type",keyword:"type",params:{type: schema36.properties.published.type}};
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
if(typeof data9.run_id !== "string"){
const err13 = {instancePath:instancePath+"/published/run_id",schemaPath:"#/properties/published/properties/run_id/type",keyword:"type",params:{type: "string"}};
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
if(typeof data9.generated_at !== "string"){
const err14 = {instancePath:instancePath+"/published/generated_at",schemaPath:"#/properties/published/properties/generated_at/type",keyword:"type",params:{type: "string"}};
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
if(typeof data9.count_trips !== "string"){
const err15 = {instancePath:instancePath+"/published/count_trips",schemaPath:"#/properties/published/properties/count_trips/type",keyword:"type",params:{type: "string"}};
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
if(typeof data9.total_fare !== "string"){
const err16 = {instancePath:instancePath+"/published/total_fare",schemaPath:"#/properties/published/properties/total_fare/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data9.differs_in !== undefined){
let data14 = data9.differs_in;
if(Array.isArray(data14)){
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
if(typeof data14[i0] !== "string"){
const err17 = {instancePath:instancePath+"/published/differs_in/" + i0,schemaPath:"#/properties/published/properties/differs_in/items/type",keyword:"type",params:{type: "string"}};
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
const err18 = {instancePath:instancePath+"/published/differs_in",schemaPath:"#/properties/published/properties/differs_in/type",keyword:"type",params:{type: "array"}};
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
}
if(data.implausible !== undefined){
let data16 = data.implausible;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key0 in data16){
if(typeof data16[key0] !== "string"){
const err19 = {instancePath:instancePath+"/implausible/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/implausible/additionalProperties/type",keyword:"type",params:{type: "string"}};
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
const err20 = {instancePath:instancePath+"/implausible",schemaPath:"#/properties/implausible/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.examples !== undefined){
let data18 = data.examples;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.implausible !== undefined){
let data19 = data18.implausible;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key1 in data19){
let data20 = data19[key1];
if(Array.isArray(data20)){
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
if(typeof data20[i1] !== "string"){
const err21 = {instancePath:instancePath+"/examples/implausible/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i1,schemaPath:"#/properties/examples/properties/implausible/additionalProperties/items/type",keyword:"type",params:{type: "string"}};
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
const err22 = {instancePath:instancePath+"/examples/implausible/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/examples/properties/implausible/additionalProperties/type",keyword:"type",params:{type: "array"}};
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
const err23 = {instancePath:instancePath+"/examples/implausible",schemaPath:"#/properties/examples/properties/implausible/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data18.ends_without_start !== undefined){
let data22 = data18.ends_without_start;
if(Array.isArray(data22)){
const len2 = data22.length;
for(let i2=0; i2<len2; i2++){
if(typeof data22[i2] !== "string"){
const err24 = {instancePath:instancePath+"/examples/ends_without_start/" + i2,schemaPath:"#/properties/examples/properties/ends_without_start/items/type",keyword:"type",params:{type: "string"}};
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
const err25 = {instancePath:instancePath+"/examples/ends_without_start",schemaPath:"#/properties/examples/properties/ends_without_start/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data18.starts_without_end !== undefined){
let data24 = data18.starts_without_end;
if(Array.isArray(data24)){
const len3 = data24.length;
for(let i3=0; i3<len3; i3++){
if(typeof data24[i3] !== "string"){
const err26 = {instancePath:instancePath+"/examples/starts_without_end/" + i3,schemaPath:"#/properties/examples/properties/starts_without_end/items/type",keyword:"type",params:{type: "string"}};
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
const err27 = {instancePath:instancePath+"/examples/starts_without_end",schemaPath:"#/properties/examples/properties/starts_without_end/type",keyword:"type",params:{type: "array"}};
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
const err28 = {instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
validate118.errors = vErrors;
return errors === 0;
}

