package io.fovea.task;

import io.fovea.FoveaException;
import io.fovea.model.Model;
import java.util.ArrayList;
import java.util.List;

/** The jobs that there are, one for what a model may do for a user. */
public final class Jobs {
    /** Says what images show. */
    public static final Job<Classification> CLASSIFY = new ClassifyJob();

    /** Says of every pixel what it shows, and tells objects apart. */
    public static final Job<Segmentation> SEGMENT = new SegmentJob();

    /** Makes images of images. */
    public static final Job<TransformedImage> TRANSFORM = new TransformJob();

    /** Says what is where. */
    public static final Job<Detections> DETECT = new DetectJob();

    /** Measures what was learnt to be measured. */
    public static final Job<MeasuredValues> MEASURE = new MeasureJob();

    private static final List<Job<?>> ALL = List.of(CLASSIFY, SEGMENT, DETECT, TRANSFORM, MEASURE);

    private Jobs() {}

    /** All of them. */
    public static List<Job<?>> all() {
        return ALL;
    }

    /**
     * All jobs that a model is for: that of its card, and those that other outputs of it are {@linkplain Model#as surely}
     * for, such as the mask of a network that gives class and mask. The first is {@link #of that of its card}.
     *
     * @throws FoveaException if nobody knows what the model does
     */
    public static List<Job<?>> allOf(Model model) {
        Job<?> own = of(model);
        List<Job<?>> all = new ArrayList<>(List.of(own));
        ALL.stream()
                .filter(job -> job != own && model.as(job.tasks()).isPresent())
                .forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * The job that a model is for.
     *
     * @throws FoveaException if nobody knows what the model does
     */
    public static Job<?> of(Model model) {
        return ALL.stream()
                .filter(job -> job.tasks().contains(model.card().task()))
                .findFirst()
                .orElseThrow(() -> Refusals.cannot(model, "run"));
    }
}
