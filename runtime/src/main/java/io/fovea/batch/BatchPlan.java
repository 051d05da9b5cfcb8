package io.fovea.batch;

/**
 * How a batch is gone about.
 *
 * @param resumes whether what an earlier run did with the same model and options, and is whole, is left as it is; and so are
 *     failures
 * @param retries whether files that failed are tried again all the same
 * @param shard the share of the files that is done
 * @param workers how many images are in work at once, where the memory suffices
 * @param reports whether a report is written, with a small picture of each image
 * @param call what the user gave to have this done, for the report; empty where there is no such line
 */
public record BatchPlan(boolean resumes, boolean retries, Shard shard, int workers, boolean reports, String call) {
    /** Everything anew, on all cores. */
    public static final BatchPlan USUAL = new BatchPlan(
            false, false, Shard.WHOLE, Math.max(2, Runtime.getRuntime().availableProcessors()), true, "");

    /** The same, going on with what an earlier run did. */
    public BatchPlan resuming() {
        return new BatchPlan(true, retries, shard, workers, reports, call);
    }

    /** The same, going on with what an earlier run did, and with what failed in it. */
    public BatchPlan retrying() {
        return new BatchPlan(true, true, shard, workers, reports, call);
    }

    /** The same for a share. */
    public BatchPlan of(Shard other) {
        return new BatchPlan(resumes, retries, other, workers, reports, call);
    }

    /** The same with so many images in work at once. */
    public BatchPlan with(int otherWorkers) {
        return new BatchPlan(resumes, retries, shard, otherWorkers, reports, call);
    }

    /** The same without a report. */
    public BatchPlan withoutReport() {
        return new BatchPlan(resumes, retries, shard, workers, false, call);
    }

    /** The same, as a user gave it. */
    public BatchPlan calledBy(String line) {
        return new BatchPlan(resumes, retries, shard, workers, reports, line);
    }
}
