package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SurveyorTest {

    private final List<String> told = new ArrayList<>();
    private final List<Integer> progress = new ArrayList<>();
    private boolean cancelled;

    private final Surveyor.Listener listener = new Surveyor.Listener() {
        @Override
        public void looked(int done, int of) {
            progress.add(done);
            assertThat(of).isEqualTo(200);
        }

        @Override
        public void leftOut(String sentence) {
            told.add(sentence);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    };

    @Test
    void everyExampleIsReadOnceAndWhatCannotBeReadIsNamedAndLeftOut() {
        AtomicInteger reads = new AtomicInteger();
        Dataset part = Dataset.of(200, i -> {
            reads.incrementAndGet();
            if (i == 3 || i == 150) {
                throw new UnreadableException(new FoveaException("'" + i + ".png' is damaged."));
            }
            return example(i, 10 + i % 2, new Target.ClassIndex(i % 4 == 0 ? 0 : 1));
        });
        Surveyor surveyor = new Surveyor(List.of("cat", "dog", "cow"), 200, listener);

        Dataset good = surveyor.look("train", part, all -> all.cached(0.1));
        Survey survey = surveyor.survey(List.of());

        assertThat(reads).hasValue(200);
        assertThat(good.size()).isEqualTo(198);
        assertThat(good.get(3).name()).isEqualTo("4");
        assertThat(reads).hasValue(200);
        assertThat(told).containsExactly("'3.png' is damaged.", "'150.png' is damaged.");
        assertThat(survey.leftOut()).isEqualTo(told);
        assertThat(progress).containsExactly(64, 128, 192, 200);
        Share share = survey.shares().get(0);
        assertThat(share.shown()).containsExactly(50, 148, 0);
        assertThat(share.images()).isEqualTo(198);
        assertThat(share.leftOut()).isEqualTo(2);
        assertThat(survey.rows())
                .containsExactly(
                        List.of("images", "198"),
                        List.of("cat", "50"),
                        List.of("dog", "148"),
                        List.of("cow", "0"),
                        List.of("left out", "2"));
        assertThat(survey.sentences()).containsExactly("The images have 10x1 to 11x1 pixels and are grey 8-bit.");
    }

    @Test
    void pixelsOfMasksAndOfNoLabelAreCounted() {
        ValueCounts strangers = new ValueCounts(java.util.Map.of(7, 1L, 255, 2L), 0);
        Dataset part = Dataset.of(
                200, i -> example(i, 8, new Target.ClassMap(8, 1, new byte[] {0, 0, 0, 0, 1, -1, -1, -1}, strangers)));
        Surveyor surveyor = new Surveyor(List.of("background", "object"), 200, listener);
        surveyor.look("train", part, UnaryOperator.identity());

        Survey survey = surveyor.survey(List.of());

        assertThat(survey.rows())
                .contains(List.of("background", "200 (50.0%)"), List.of("object", "200 (12.5%)"))
                .hasSize(3);
        assertThat(survey.total().strangers().sorted())
                .containsExactly(new ValueCounts.Count(255, 400), new ValueCounts.Count(7, 200));
    }

    @Test
    void objectsAreCounted() {
        Dataset part = Dataset.of(
                200, i -> example(i, 4, new Target.Instances(4, 1, new short[] {0, 1, (short) (i % 2), -1})));
        Surveyor surveyor = new Surveyor(List.of(Survey.OBJECTS), 200, listener);
        surveyor.look("train", part, UnaryOperator.identity());

        assertThat(surveyor.survey(List.of()).rows())
                .containsExactly(List.of("images", "200"), List.of("with objects", "200"), List.of("objects", "400"));
    }

    @Test
    void imagesOfWhatIsNoNumberAreLeftOut() {
        Dataset part = Dataset.of(
                200,
                i -> new Example(
                        "x" + i,
                        Image.gray32(2, 1, new float[] {1, i == 5 ? Float.NaN : 2}),
                        new Target.ClassIndex(0)));
        Surveyor surveyor = new Surveyor(List.of("cat"), 200, listener);

        assertThat(surveyor.look("train", part, UnaryOperator.identity()).size())
                .isEqualTo(199);
        assertThat(told).singleElement().asString().contains("'x5'", "no numbers", "(1, 0)");
    }

    @Test
    void allExamplesThatDoNotFitAreNamedTogether() {
        Dataset part = Dataset.of(200, i -> {
            if (i % 100 == 9) {
                throw new FoveaException("The mask '" + i + ".png' is too large.");
            }
            return example(i, 4, new Target.ClassIndex(0));
        });
        Surveyor surveyor = new Surveyor(List.of("cat"), 200, listener);
        surveyor.look("test", part, UnaryOperator.identity());

        assertThatThrownBy(() -> surveyor.survey(List.of()))
                .isInstanceOf(FoveaException.class)
                .hasMessage("2 examples do not fit. The mask '9.png' is too large. The mask '109.png' is too large.");
    }

    @Test
    void aSurveyEndsWhenItIsCancelled() {
        cancelled = true;
        Dataset part = Dataset.of(200, i -> example(i, 4, new Target.ClassIndex(0)));
        Surveyor surveyor = new Surveyor(List.of("cat"), 200, listener);

        assertThatThrownBy(() -> surveyor.look("train", part, UnaryOperator.identity()))
                .isInstanceOf(CancellationException.class);
        assertThat(progress).containsExactly(64);
    }

    @Test
    void manyLabelsAreSummedUp() {
        List<String> labels = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "label " + i)
                .toList();
        Dataset part = Dataset.of(200, i -> example(i, 4, new Target.ClassIndex(i % 39)));
        Surveyor surveyor = new Surveyor(labels, 200, listener);
        surveyor.look("train", part, UnaryOperator.identity());

        assertThat(surveyor.survey(List.of()).rows())
                .contains(
                        List.of("labels shown", "39"),
                        List.of("fewest of a label", "0"),
                        List.of("most of a label", "6"));
    }

    private static Example example(int name, int width, Target target) {
        return new Example(Integer.toString(name), Image.gray8(width, 1, new byte[width]), target);
    }
}
