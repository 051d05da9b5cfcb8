package io.fovea.train.report;

import java.util.Map;

/** Scores by the names that readers know. */
final class MetricNames {

    private static final Map<String, String> KNOWN = Map.of(
            "val_loss", "Validation loss",
            "val_accuracy", "Validation accuracy",
            "val_mean_iou", "Mean IoU, validation",
            "val_f1", "Mean F1, validation",
            "val_top5", "Top-5 accuracy, validation",
            "mean_iou", "mean IoU",
            "f1", "mean F1",
            "top5", "top-5 accuracy",
            "average_precision_50", "average precision at IoU 0.5");

    private MetricNames() {}

    /** What a column or a score is called. */
    static String of(String name) {
        return KNOWN.getOrDefault(name, name.replace('_', ' '));
    }
}
