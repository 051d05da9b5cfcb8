package io.fovea.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.model.Card;
import io.fovea.model.Model;
import io.fovea.model.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
    private static final JobOption COUNT = JobOption.count("min-size", "PIXELS", "Smaller ones are left out", 20, 1);
    private static final JobOption SHARE =
            new JobOption("score", "P", "Less sure ones are left out", 0.25, 0, 1, false);

    /** One command does any of them, with the options of all. */
    @Test
    void everyTaskHasOneJobAndNoTwoShareAVerbOrAWordForTwoOptions() {
        List<Task> tasks =
                Jobs.all().stream().flatMap(job -> job.tasks().stream()).toList();
        List<String> options = Jobs.all().stream()
                .flatMap(job -> job.options().stream())
                .distinct()
                .map(JobOption::name)
                .toList();

        assertThat(tasks)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Task.values())
                        .filter(task -> task.clause().isPresent())
                        .toList());
        assertThat(Jobs.all()).extracting(Job::verb).doesNotHaveDuplicates();
        assertThat(options).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyKnowsTheTaskOfIsRefused() {
        Model model = Nets.thresholdTrimap();
        Card card = model.card();
        Model other = model.withCard(Card.of("odd", Task.OTHER, List.of(), card.input(), card.activation()));

        assertThat(Jobs.of(model)).isSameAs(Jobs.SEGMENT);
        assertThatThrownBy(() -> Jobs.of(other))
                .isInstanceOf(FoveaException.class)
                .hasMessage("The model 'odd' cannot run: its card gives it another task.");
    }

    @ParameterizedTest
    @CsvSource({"0, is 0; give 1 or more", "1.5, 'is 1.5; give 1 or more, whole'", "NaN, is NaN; give 1 or more"})
    void aCountOutOfItsRangeIsRefused(double value, String fault) {
        assertThat(COUNT.fault(value))
                .hasValueSatisfying(words -> assertThat(words).startsWith(fault));
        assertThatThrownBy(() -> JobSettings.USUAL.with(COUNT, value))
                .isInstanceOf(FoveaException.class)
                .hasMessageStartingWith("min-size " + fault);
    }

    @Test
    void aShareHasTwoEnds() {
        assertThat(SHARE.fault(1.1)).contains("is 1.1; give 0 to 1");
        assertThat(SHARE.fault(0.3)).isEmpty();
    }

    @Test
    void whatIsNotChosenIsAsUsual() {
        JobSettings chosen = JobSettings.USUAL.with(COUNT, 3);

        assertThat(chosen.whole(COUNT)).isEqualTo(3);
        assertThat(chosen.number(SHARE)).isEqualTo(0.25);
        assertThat(JobSettings.USUAL.whole(COUNT)).isEqualTo(20);
    }

    @Test
    void anOptionMayTakeAWord() {
        JobOption side = new JobOption("side", "N|auto", "How wide", 0, 1, 9, false, Map.of("auto", -1.));

        assertThat(side.hasUsual()).isFalse();
        assertThat(JobSettings.USUAL.has(side)).isFalse();
        assertThat(JobSettings.USUAL.with(side, " ")).isEqualTo(JobSettings.USUAL);
        assertThat(JobSettings.USUAL.with(side, "Auto").number(side)).isEqualTo(-1);
        assertThat(JobSettings.USUAL.with(side, "2.5").number(side)).isEqualTo(2.5);
        assertThat(side.words(-1)).isEqualTo("auto");
        assertThat(side.fault(-1)).isEmpty();
        assertThat(side.fault(0)).hasValue("is 0; give 1 to 9, or auto");
        assertThatThrownBy(() -> JobSettings.USUAL.with(side, "wide"))
                .isInstanceOf(FoveaException.class)
                .hasMessage("side is 'wide'; give 1 to 9, or auto.");
    }

    @Test
    void everyJobHasItsOwnWordsAndChoices() {
        assertThat(Jobs.all())
                .extracting(Job::verb)
                .containsExactly("classify", "segment", "detect", "transform", "measure");
        assertThat(Jobs.CLASSIFY.options()).containsExactly(ClassifyJob.TOP, Views.OPTION);
        assertThat(Jobs.SEGMENT.options())
                .startsWith(
                        SegmentJob.MIN_SIZE,
                        SegmentJob.SCALE,
                        SegmentJob.PIXEL_SIZE,
                        SegmentJob.DIAMETER,
                        Views.OPTION);
        assertThat(Jobs.DETECT.options()).containsExactly(DetectJob.SCORE, DetectJob.OVERLAP, Views.OPTION);
        assertThat(Jobs.TRANSFORM.options()).containsExactly(Views.OPTION);
        assertThat(Jobs.MEASURE.options()).containsExactly(MeasureJob.UNIT_LENGTH, Views.OPTION);
        assertThat(Jobs.CLASSIFY.columns()).containsExactly("rank", "label", "probability");
        assertThat(Jobs.DETECT.columns()).containsExactly("label", "score", "x", "y", "width", "height", "class");
        assertThat(Jobs.all().stream().filter(Job::writesFolder))
                .containsExactly(Jobs.SEGMENT, Jobs.DETECT, Jobs.TRANSFORM, Jobs.MEASURE);
    }

    @Test
    void ofAClassificationAsManyClassesAreSaidAsAskedFor() {
        Classification result =
                new Classification(List.of(new Score(1, "dog", 0.75f), new Score(0, "cat", 0.25f)), 1.5);
        Image dot = Image.gray8(1, 1, new byte[1]);

        Findings all = Jobs.CLASSIFY.outcome(result, dot, JobSettings.USUAL).findings();
        Findings first = Jobs.CLASSIFY
                .outcome(result, dot, JobSettings.USUAL.with(ClassifyJob.TOP, 1))
                .findings();

        assertThat(all.rows()).containsExactly(List.of(1, "dog", 0.75f), List.of(2, "cat", 0.25f));
        assertThat(all.headings()).containsExactly("label", "probability", "seconds");
        assertThat(all.line()).containsExactly("dog", "0.750", "1.50");
        assertThat(first.rows()).containsExactly(List.of(1, "dog", 0.75f));
        assertThat(all.number("rank")).hasValue(1);
        assertThat(all.number("label")).isEmpty();
        assertThat(all.number("other")).isEmpty();
        assertThat(new Findings(all.columns(), List.of(), List.of(), List.of()).number("rank"))
                .isEmpty();
    }

    @Test
    void theEndsOfARangeAreInIt() {
        JobOption count = JobOption.count("n", "N", "Some", 5, 1);

        assertThat(count.usual()).isEqualTo(5);
        assertThat(count.fault(1)).isEmpty();
        assertThat(count.fault(Integer.MAX_VALUE)).isEmpty();
        assertThat(count.fault(Integer.MAX_VALUE + 1.0)).isPresent();
        assertThat(SHARE.fault(0)).isEmpty();
        assertThat(SHARE.fault(1)).isEmpty();
        assertThat(SHARE.fault(-0.5)).contains("is -0.5; give 0 to 1");
        assertThat(SHARE.words(0.5)).isEqualTo("0.5");
        assertThat(SHARE.words(2)).isEqualTo("2");
    }
}
