package io.fovea.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fovea.batch.Audit.Picture;
import io.fovea.batch.Audit.Place;
import io.fovea.batch.Audit.Row;
import io.fovea.explain.measure.Measure;
import io.fovea.explain.measure.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static Picture picture(String name, String label, Optional<Boolean> right) {
        return new Picture(name, label, 0.9, right, Optional.empty(), Optional.empty());
    }

    private static Row row(String image, String method, Map<Measure, Double> values) {
        return new Row(image, method, "input", new Verdict(values), Optional.empty(), Optional.empty(), 1);
    }

    private static Audit audit(List<Picture> images, Row... rows) {
        return new Audit(images, List.of(rows), List.of());
    }

    @Test
    void theRankingIsTheMeanOverTheKindsOfMeasuresThatCount() {
        List<Picture> one = List.of(picture("x", "cat", Optional.empty()));
        Audit audit = audit(
                one,
                row("x", "a", Map.of(Measure.DELETION, 0.1, Measure.INSERTION, 0.9, Measure.SENSITIVITY, 0.5)),
                row("x", "b", Map.of(Measure.DELETION, 0.2, Measure.INSERTION, 0.5, Measure.SENSITIVITY, 0.1)),
                row("x", "c", Map.of(Measure.DELETION, 0.2, Measure.INSERTION, 0.1, Measure.SENSITIVITY, 0.3)));

        // Faithful: a is first by both; b is 0.75 and 0.5, c 0.75 and 1. Stable: b, c, a.
        assertThat(audit.ranking()).extracting(Place::method).containsExactly("b", "a", "c");
        assertThat(audit.ranking()).extracting(Place::rank).containsExactly(0.3125, 0.5, 0.6875);
    }

    @Test
    void whatPeopleCannotTellApartSharesItsRank() {
        Audit audit = audit(
                List.of(picture("x", "cat", Optional.empty())),
                row("x", "a", Map.of(Measure.INSERTION, 0.99913)),
                row("x", "b", Map.of(Measure.INSERTION, 0.99921)));

        assertThat(audit.ranking()).extracting(Place::rank).containsExactly(0.5, 0.5);
    }

    @Test
    void whatSaysNothingOfAMapsWorthDoesNotCount() {
        Audit audit = audit(
                List.of(picture("x", "cat", Optional.empty())),
                row("x", "a", Map.of(Measure.SPARSENESS, 0.1, Measure.ENERGY, 0.1, Measure.ROAD, 0.2)),
                row("x", "b", Map.of(Measure.SPARSENESS, 0.9, Measure.ENERGY, 0.9, Measure.ROAD, 0.1)));

        assertThat(audit.ranking()).containsExactly(new Place("a", 0), new Place("b", 1));
    }

    @Test
    void spreadIsMeanAndDeviationOverImagesOfAClass() {
        Audit audit = audit(
                List.of(
                        picture("x", "cat", Optional.empty()),
                        picture("y", "cat", Optional.empty()),
                        picture("z", "dog", Optional.empty())),
                row("x", "a", Map.of(Measure.ROAD, 0.1)),
                row("y", "a", Map.of(Measure.ROAD, 0.3)),
                row("z", "a", Map.of(Measure.ROAD, 0.8)));

        Audit.Spread cats = audit.spread("a", Measure.ROAD, Optional.of("cat")).orElseThrow();
        assertThat(cats.mean()).isCloseTo(0.2, offset(1e-12));
        assertThat(cats.deviation()).isCloseTo(Math.sqrt(0.02), offset(1e-12));
        assertThat(cats.images()).isEqualTo(2);
        assertThat(audit.spread("a", Measure.DROP, Optional.empty())).isEmpty();
        assertThat(audit.spread("a", Measure.ROAD, Optional.empty())
                        .orElseThrow()
                        .mean())
                .isCloseTo(0.4, offset(1e-12));
    }

    @Test
    void imagesThatAreRightForTheWrongPlaceComeFirst() {
        Audit audit = audit(
                List.of(
                        picture("wrong", "cat", Optional.of(false)),
                        picture("on it", "cat", Optional.of(true)),
                        picture("beside", "cat", Optional.of(true)),
                        picture("unmarked", "cat", Optional.of(true))),
                row("wrong", "a", Map.of(Measure.ENERGY, 0.0)),
                row("on it", "a", Map.of(Measure.ENERGY, 0.9)),
                row("beside", "a", Map.of(Measure.ENERGY, 0.1)),
                row("unmarked", "a", Map.of(Measure.ROAD, 0.1)));

        assertThat(audit.wrongPlaceFirst("a")).extracting(Picture::name).containsExactly("beside", "on it", "wrong");
    }
}
