package io.fovea.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fovea.FoveaException;
import io.fovea.concept.ConceptScore.Verdict;
import io.fovea.session.CancelledException;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConceptStudyTest {
    private static final int RUNS = 20;
    private static ConceptLayer layer;

    @BeforeAll
    static void open() {
        layer = ConceptLayer.open(StripesNet.model(), Optional.of("maps"), Device.CPU);
    }

    @AfterAll
    static void close() {
        layer.close();
    }

    private static ConceptStudy study(Places places, int random) {
        ConceptStudy study = new ConceptStudy(layer, places);
        for (int i = 0; i < random; i++) {
            study.random(study.look(StripesNet.noise(1000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 12; i++) {
            study.concept("stripes", study.look(StripesNet.stripes(i), Monitor.NONE));
            study.concept("lying", study.look(StripesNet.lying(100 + i), Monitor.NONE));
            study.concept("nothing", study.look(StripesNet.noise(200 + i), Monitor.NONE));
            study.image(study.ask("image" + i, StripesNet.stripes(300 + i), Optional.of(1), Monitor.NONE));
        }
        return study;
    }

    @ParameterizedTest
    @EnumSource
    void plantedConceptIsFoundAndRandomOnesAreNot(Places places) {
        ConceptStudy study = study(places, 480);
        assertThat(study.sharesPictures(RUNS)).isFalse();

        List<ConceptScore> scores = study.test(RUNS, 1, Monitor.NONE);

        assertThat(scores).extracting(ConceptScore::concept).containsExactly("stripes", "lying", "nothing");
        ConceptScore stripes = scores.get(0);
        assertThat(stripes.p()).isLessThan(1e-4);
        assertThat(stripes.corrected()).isEqualTo(3 * stripes.p());
        assertThat(stripes.sensitivityP()).isLessThan(0.05);
        assertThat(stripes.score()).isGreaterThan(0.95);
        assertThat(stripes.accuracy()).isGreaterThan(0.95);
        assertThat(stripes.verdict()).isEqualTo(Verdict.FOR);
        ConceptScore nothing = scores.get(2);
        assertThat(nothing.verdict()).isEqualTo(Verdict.NEITHER);
        assertThat(nothing.accuracy()).isBetween(0.2, 0.8);
        // What the layer sees well, but the class does not depend on, is told apart and still means nothing.
        assertThat(scores.get(1).accuracy()).isGreaterThan(0.95);
        assertThat(scores.get(1).verdict()).isNotEqualTo(Verdict.FOR);
    }

    /** A single folder may be lucky; of many that mean nothing hardly one may seem to mean something. */
    @Test
    void fewOfManyRandomConceptsSeemToMeanSomething() {
        ConceptStudy study = new ConceptStudy(layer, Places.MEAN);
        for (int i = 0; i < 480; i++) {
            study.random(study.look(StripesNet.noise(5000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 360; i++) {
            study.concept("random" + i / 12, study.look(StripesNet.noise(9000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 12; i++) {
            study.image(study.ask("image" + i, StripesNet.stripes(300 + i), Optional.of(1), Monitor.NONE));
        }
        List<ConceptScore> scores = study.test(RUNS, 3, Monitor.NONE);
        assertThat(scores).hasSize(30);
        assertThat(scores.stream().filter(one -> one.verdict() != Verdict.NEITHER))
                .isEmpty();
        // Of the score's p alone that is not so: the pictures of a concept are the same in every run.
        assertThat(scores.stream().filter(one -> one.p() < 0.05).count()).isGreaterThan(3);
    }

    /** Few pictures of nothing lie farther from others by chance than many do. */
    @Test
    void smallConceptsAreHeldAgainstRandomSetsOfTheirOwnSize() {
        ConceptStudy study = new ConceptStudy(layer, Places.MEAN);
        for (int i = 0; i < 400; i++) {
            study.random(study.look(StripesNet.noise(5000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 100; i++) {
            study.concept("large", study.look(StripesNet.noise(7000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 60; i++) {
            study.concept("small" + i / 5, study.look(StripesNet.noise(9000 + i), Monitor.NONE));
        }
        for (int i = 0; i < 12; i++) {
            study.image(study.ask("image" + i, StripesNet.stripes(300 + i), Optional.of(1), Monitor.NONE));
        }
        for (int seed = 1; seed <= 5; seed++) {
            List<ConceptScore> scores = study.test(RUNS, seed, Monitor.NONE);
            assertThat(scores).hasSize(13);
            assertThat(scores).extracting(ConceptScore::verdict).containsOnly(Verdict.NEITHER);
            double large = scores.get(0).randomSensitivity();
            assertThat(scores.subList(1, 13)).allMatch(small -> small.randomSensitivity() > 1.5 * large);
        }
    }

    @Test
    void imagesAreInTheOrderOfTheirLikeness() {
        ConceptStudy study = study(Places.MEAN, 60);
        study.image(study.ask("noise", StripesNet.noise(77), Optional.of(1), Monitor.NONE));
        study.test(4, 1, Monitor.NONE);
        List<ConceptStudy.Likeness> order = study.likenesses("stripes");
        assertThat(order).hasSize(13);
        assertThat(order.get(12).image()).isEqualTo("noise");
        assertThat(order.get(0).likeness()).isBetween(0.5, 1.0 + 1e-6);
        assertThat(study.sharesPictures(4)).isTrue();
    }

    @Test
    void sameSeedGivesSameNumbers() {
        assertThat(study(Places.MEAN, 60).test(5, 9, Monitor.NONE))
                .isEqualTo(study(Places.MEAN, 60).test(5, 9, Monitor.NONE));
    }

    @Test
    void tooLittleIsRefusedInASentence() {
        ConceptStudy study = new ConceptStudy(layer, Places.MEAN);
        study.concept("stripes", study.look(StripesNet.stripes(1), Monitor.NONE));
        assertThatThrownBy(() -> study.test(20, 1, Monitor.NONE))
                .isInstanceOf(FoveaException.class)
                .hasMessageContaining("'stripes' has 1 picture;")
                .hasMessageContaining("give 5 at least");
        for (int i = 0; i < 5; i++) {
            study.concept("stripes", study.look(StripesNet.stripes(i), Monitor.NONE));
        }
        assertThatThrownBy(() -> study.test(20, 1, Monitor.NONE)).hasMessageContaining("0 pictures");
        assertThatThrownBy(() -> study.test(1, 1, Monitor.NONE)).hasMessageContaining("have no spread");
        Monitor cancelled = Monitor.of((fraction, message) -> {}, () -> true);
        assertThatThrownBy(() -> study.look(StripesNet.stripes(9), cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    void vectorIsTheNormalThatIsWorkedOutByHand() {
        // Two clouds that differ along (3, 4) alone, each of two points that are mirror images of each other.
        List<float[]> random = List.of(new float[] {-4, 3}, new float[] {4, -3});
        List<float[]> concept = List.of(new float[] {-4 + 3, 3 + 4}, new float[] {4 + 3, -3 + 4});
        ConceptVector vector = ConceptVector.learn(concept, random, Monitor.NONE);
        assertThat(vector.along(new float[] {3, 4})).isCloseTo(5, within(1e-3));
        assertThat(vector.along(new float[] {-4, 3})).isCloseTo(0, within(1e-3));
        assertThat(vector.gap()).isCloseTo(5, within(1e-3));
    }
}
