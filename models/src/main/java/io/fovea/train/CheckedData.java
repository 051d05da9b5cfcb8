package io.fovea.train;

import io.fovea.FoveaException;
import io.fovea.data.Dataset;
import io.fovea.data.Splits;
import io.fovea.data.Survey;
import io.fovea.data.Surveyor;
import io.fovea.fit.TrainingMonitor;
import io.fovea.recipe.Recipe;
import io.fovea.recipe.data.RecipeData;
import io.fovea.recipe.data.SurveyCheck;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

/**
 * The data of a training of which every example was looked at, so that no file of any part can end it later.
 *
 * @param train what of it can be used
 * @param validation likewise
 * @param test likewise
 * @param survey what the data was found to be
 */
record CheckedData(Dataset train, Dataset validation, Dataset test, Survey survey) {

    /**
     * Looks at all data; blocks.
     *
     * @param keepTrain what keeps training examples in memory
     * @param keepValidation what keeps validation examples in memory
     * @param monitor is told of the progress, of files that are left out and of the survey
     * @throws FoveaException when examples do not fit, or the recipe does not fit what the data shows
     * @throws CancellationException when the monitor cancels
     */
    static CheckedData of(
            Recipe recipe,
            Splits splits,
            UnaryOperator<Dataset> keepTrain,
            UnaryOperator<Dataset> keepValidation,
            TrainingMonitor monitor) {
        int all = splits.train().size()
                + splits.validation().size()
                + splits.test().size();
        Surveyor surveyor = new Surveyor(RecipeData.counted(recipe), all, new Surveyor.Listener() {
            @Override
            public void looked(int done, int of) {
                monitor.looked(done, of);
            }

            @Override
            public void leftOut(String sentence) {
                monitor.skipped(sentence);
            }

            @Override
            public boolean isCancelled() {
                return monitor.isCancelled();
            }
        });
        Dataset train = surveyor.look("train", splits.train(), keepTrain);
        Dataset validation = surveyor.look("validation", splits.validation(), keepValidation);
        Dataset test = surveyor.look("test", splits.test(), UnaryOperator.identity());
        Survey survey = surveyor.survey(splits.unused());
        survey = survey.noting(SurveyCheck.notes(recipe, survey));
        monitor.surveyed(survey);
        SurveyCheck.requireTrainable(recipe, survey);
        return new CheckedData(train, validation, test, survey);
    }

    /** The parts by themselves. */
    Splits splits() {
        return new Splits(train, validation, test, survey.unused());
    }
}
