package io.fovea.examples;

import io.fovea.data.Survey;
import io.fovea.fit.History;
import io.fovea.fit.TrainingMonitor;
import java.util.Locale;

/**
 * Prints a line for every epoch.
 *
 * @param epochs how many there will be
 */
record EpochLines(int epochs) implements TrainingMonitor {

    @Override
    public void surveyed(Survey survey) {
        survey.notes().forEach(System.out::println);
    }

    @Override
    public void skipped(String sentence) {
        System.out.println(sentence);
    }

    @Override
    public void epochEnded(History.Epoch epoch, boolean best) {
        System.out.println(String.format(
                Locale.ROOT,
                "Epoch %d/%d - %.0fs - loss: %.4f - accuracy: %.4f - val_loss: %.4f - val_accuracy: %.4f%s",
                epoch.epoch(),
                epochs,
                epoch.seconds(),
                epoch.loss(),
                epoch.accuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                best ? " (best)" : ""));
    }
}
