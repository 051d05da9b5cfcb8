package io.fovea.cli;

import io.fovea.data.Survey;

/** What data was found to be, for people. */
final class SurveyText {
    private SurveyText() {}

    /** A table of what is in each share, then the sentences; each line ended. */
    static String of(Survey survey) {
        TextTable table = new TextTable(survey.columns());
        survey.rows().forEach(table::row);
        StringBuilder text = new StringBuilder(table.toString());
        survey.sentences().forEach(sentence -> text.append(sentence).append(System.lineSeparator()));
        return text.toString();
    }
}
