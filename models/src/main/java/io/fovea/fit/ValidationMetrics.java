package io.fovea.fit;

import io.fovea.data.Batch;
import io.fovea.recipe.MonitoredValue;
import io.fovea.score.ConfusionMatrix;
import io.fovea.torch.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What validation measures beyond loss and accuracy: {@code val_f1}, the mean over the classes, of classifiers;
 * {@code val_top5} where there are ten classes or more; {@code val_mean_iou} of segmentations; and what a program measures.
 */
final class ValidationMetrics {

    private static final int TOP = 5;
    private static final int MOST_DETAILS = 20;

    private final Map<String, Metric.Tally> own = new LinkedHashMap<>();
    private ConfusionMatrix[] confusions = {};
    private boolean perPixel;
    private long top;
    private long counted;

    /** Of nothing yet; {@code more} is measured too. */
    ValidationMetrics(Map<String, Metric> more) {
        more.forEach((name, metric) -> own.put("val_" + name, metric.begin()));
    }

    /**
     * Notes a batch.
     *
     * @param scores {@code [N, C]} or {@code [N, C, H, W]}
     * @param targets as in {@link Loss#of}
     */
    void add(Tensor scores, Tensor targets) {
        own.values().forEach(tally -> tally.add(scores, targets));
        perPixel = scores.dim() == 4;
        int classes = (int) scores.size(1);
        if (targets.dim() == scores.dim()) {
            // Each label by itself: a matrix of yes and no for each.
            Tensor label = torch.arange(new Scalar((long) classes)).to(targets.device(), targets.scalar_type());
            count(classes, 2, label, targets, EpochTally.answers(scores, targets));
            return;
        }
        if (classes <= MonitoredValue.MOST_CLASSES) {
            Tensor all = targets.mul(new Scalar(0L));
            count(1, Math.max(2, classes), all, targets, EpochTally.answers(scores, targets));
        }
        if (!perPixel && classes >= MonitoredValue.MANY_CLASSES) {
            Tensor best = scores.topk(TOP, 1, true, false).get1();
            top += (long) best.eq(targets.unsqueeze(1)).sum().item_double();
            counted += targets.numel();
        }
    }

    private void count(int matrices, int size, Tensor matrix, Tensor truth, Tensor answer) {
        Tensor cell = matrix.mul(new Scalar((long) size))
                .add(truth)
                .mul(new Scalar((long) size))
                .add(answer);
        Tensor known = cell.masked_select(truth.ne(new Scalar(Batch.IGNORED)));
        int cells = matrices * size * size;
        long[] counts = Tensors.toLongs(known.bincount(new TensorOptional(), cells));
        if (confusions.length == 0) {
            confusions = new ConfusionMatrix[matrices];
            Arrays.setAll(confusions, i -> new ConfusionMatrix(size));
        }
        for (int i = 0; i < cells; i++) {
            confusions[i / (size * size)].add(i / size % size, i % size, counts[i]);
        }
    }

    /** What was measured of each label, of up to twenty, by its column in the history. */
    Map<String, Double> details() {
        Map<String, Double> details = new LinkedHashMap<>();
        boolean isOfLabels = confusions.length > 1;
        int labels = isOfLabels ? confusions.length : confusions.length == 1 ? confusions[0].classes() : 0;
        for (int i = 0; i < labels && labels <= MOST_DETAILS; i++) {
            if (isOfLabels) {
                details.put(History.F1 + ":" + i, confusions[i].f1(1));
            } else if (perPixel) {
                details.put(History.IOU + ":" + i, confusions[0].intersectionOverUnion(i));
            } else {
                details.put(History.F1 + ":" + i, confusions[0].f1(i));
            }
        }
        return details;
    }

    /** Everything that was measured, by its column in the history. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        if (perPixel && confusions.length == 1) {
            values.put("val_mean_iou", confusions[0].meanIntersectionOverUnion());
        } else if (confusions.length == 1) {
            values.put("val_f1", confusions[0].meanF1());
        } else if (confusions.length > 1) {
            values.put(
                    "val_f1",
                    Arrays.stream(confusions)
                            .mapToDouble(label -> label.f1(1))
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(Double.NaN));
        }
        if (counted > 0) {
            values.put("val_top5", (double) top / counted);
        }
        own.forEach((name, tally) -> values.put(name, tally.value()));
        return values;
    }
}
