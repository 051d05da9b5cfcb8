package io.fovea.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fovea.data.Dataset;
import io.fovea.data.Example;
import io.fovea.data.Splits;
import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.task.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactFinderTest {
    private static final Target FIRST = new Target.ClassIndex(0);
    private static final Target SECOND = new Target.ClassIndex(1);

    private static Example gray(String name, int width, int height, int value, Target target) {
        byte[] pixels = new byte[width * height];
        pixels[0] = (byte) value;
        return new Example(name, Image.gray8(width, height, pixels), target);
    }

    private static Dataset of(Example... examples) {
        return Dataset.of(examples.length, index -> examples[index]);
    }

    private static Facts facts(int labels, Dataset train, Dataset validation, Dataset test) {
        return new FactFinder(labels).of(new Splits(train, validation, test, List.of()), Monitor.NONE);
    }

    @Test
    void countsExamplesLabelsAndSizes() {
        Facts facts = facts(
                2,
                of(
                        gray("a", 4, 6, 1, FIRST),
                        gray("b", 8, 6, 2, FIRST),
                        gray("c", 10, 6, 3, FIRST),
                        gray("d", 10, 6, 4, SECOND)),
                of(gray("e", 4, 5, 5, FIRST)),
                of(gray("f", 4, 3, 6, SECOND)));

        assertThat(facts.train()).isEqualTo(4);
        assertThat(facts.validation()).isEqualTo(1);
        assertThat(facts.test()).isEqualTo(1);
        assertThat(facts.shown()).containsExactly(3, 1);
        assertThat(facts.imbalance()).isEqualTo(3);
        assertThat(facts.size()).isEqualTo("10x6");
        assertThat(facts.sameSize()).isFalse();
        assertThat(facts.smallest()).isEqualTo(3);
        assertThat(facts.channels()).isEqualTo(1);
        assertThat(facts.colors()).isFalse();
        assertThat(facts.deep()).isFalse();
        assertThat(facts.repeated()).isEmpty();
    }

    @Test
    void tellsColoursAndDepth() {
        Example color = new Example("a", Image.rgb8(1, 1, new byte[3]), FIRST);
        Example deep = new Example("b", Image.gray16(1, 1, new short[1]), SECOND);

        Facts facts = facts(2, of(color, deep), of(color), of(deep));

        assertThat(facts.channels()).isEqualTo(3);
        assertThat(facts.colors()).isTrue();
        assertThat(facts.deep()).isTrue();
        assertThat(facts.sameSize()).isTrue();
    }

    /** Of four pixels and of one: circles of as large an area are 2.26 and 1.13 pixels wide. */
    @Test
    void measuresObjects() {
        short[] labels = {1, 1, 0, 1, 1, 0, 0, 0, 2};
        Example example = gray("a", 3, 3, 1, new Target.Instances(3, 3, labels));

        Facts facts = facts(3, of(example), of(gray("b", 3, 3, 2, FIRST)), of(gray("c", 3, 3, 3, FIRST)));

        assertThat(facts.objects()).isEqualTo(2);
        assertThat(facts.diameter()).isCloseTo(2 * Math.sqrt(4 / Math.PI), within(1e-9));
        assertThat(facts.shown()).isEmpty();
    }

    @Test
    void countsPixelsOfClasses() {
        byte[] classes = {0, 0, 0, 1, Target.ClassMap.IGNORED, 1};
        Example example = gray("a", 3, 2, 1, new Target.ClassMap(3, 2, classes));

        Facts facts = facts(2, of(example), of(example), of(example));

        assertThat(facts.pixels()).containsExactly(3L, 2L);
        assertThat(facts.imbalance()).isEqualTo(1.5);
    }

    @Test
    void namesImagesThatTwoSharesHave() {
        Facts facts = facts(
                2,
                of(gray("a", 4, 6, 1, FIRST), gray("b", 4, 6, 2, SECOND)),
                of(gray("c", 4, 6, 3, FIRST)),
                of(gray("again", 4, 6, 1, FIRST), gray("other", 6, 4, 1, SECOND)));

        assertThat(facts.repeated())
                .containsExactly("1 image of the share 'test' is in 'train' too, such as 'again', there 'a'; scores on"
                        + " 'test' are better than they should be.");
    }
}
