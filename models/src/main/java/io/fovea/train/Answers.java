package io.fovea.train;

import java.util.List;

/** What a model answers to held-out images, for a report. */
interface Answers {

    /** A sentence for each file that could not be read. */
    List<String> skipped();

    /** How right the answers are, class by class, as HTML. */
    String scores();

    /** Some images with truth and answer, as HTML. */
    String samples();
}
