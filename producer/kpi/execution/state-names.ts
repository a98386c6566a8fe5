/** The states in statemachines/*.asl.json that the code looks for in an execution's history. */
export const SUM_DAYS = 'Sum and publish every day';
export const SUM_PARTITIONS = 'Sum every partition of the day';
export const COUNT_SEGMENTS = 'Count the trips of every segment';
export const SUM_LANE = 'Sum the lane until time is short';
