"""Sends a trip with boto3 and reads it back; prints its item as one line of JSON."""

import json
import sys
import time

import boto3

trip_id, stack = sys.argv[1:]
described = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}

kinesis = boto3.client("kinesis")
events = {
    "TripStartStreamName": {"trip_id": trip_id, "pickup_datetime": "2024-05-25 10:00:00"},
    "TripEndStreamName": {"trip_id": trip_id, "dropoff_datetime": "2024-05-25 10:30:00", "fare_amount": "40.09620692463166"},
}
for stream, event in events.items():
    kinesis.put_record(StreamName=outputs[stream], PartitionKey=trip_id, Data=json.dumps(event).encode())

table = boto3.resource("dynamodb").Table(outputs["TripsTableName"])
deadline = time.monotonic() + 60
while True:
    item = table.get_item(Key={"trip_id": trip_id}).get("Item", {})
    if item.get("trip_status") == "completed" or time.monotonic() > deadline:
        break
    time.sleep(0.2)
print(json.dumps(item, default=str))
