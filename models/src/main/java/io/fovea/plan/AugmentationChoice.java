package io.fovea.plan;

import io.fovea.recipe.data.DataLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How training examples are varied. */
final class AugmentationChoice {
    /** Up to here pictures are taken for signs, whose meaning changes when they are mirrored. */
    private static final int SMALL = 40;

    private static final Set<String> SIDES = Set.of("left", "right", "l", "r", "west", "east");

    private final DataLayout layout;
    private final Facts facts;

    AugmentationChoice(DataLayout layout, Facts facts) {
        this.layout = layout;
        this.facts = facts;
    }

    /** Values by their word in a recipe, in the order in which they are written. */
    Map<String, Choice<Object>> values() {
        Map<String, Choice<Object>> values = new LinkedHashMap<>();
        if (layout.data().kind().isOfObjects()) {
            ofMicroscopes(values);
        } else if (Math.max(facts.width(), facts.height()) <= SMALL && !facts.colors()) {
            ofSigns(values);
        } else {
            ofPhotographs(values);
        }
        return values;
    }

    private static void ofMicroscopes(Map<String, Choice<Object>> values) {
        put(values, "horizontalFlip", true, "under a microscope no side is up");
        put(values, "verticalFlip", true, "likewise");
        put(values, "rotation", 180, "likewise");
        put(values, "zoom", 0.6, "objects come in other sizes at other magnifications");
        put(values, "shear", 8, "and in other shapes");
        put(values, "brightness", 0.08, "exposure differs");
        put(values, "contrast", 0.25, "stains differ in strength");
        put(values, "gamma", 0.5, "cameras differ");
        put(values, "noise", 0.06, "so does their noise");
        put(values, "blur", 1.5, "focus differs");
    }

    private static void ofSigns(Map<String, Choice<Object>> values) {
        put(values, "rotation", 12, "small signs lean a little");
        put(values, "zoom", 0.15, "and differ in size");
        put(values, "shear", 10, "and in slant");
        put(values, "shift", 0.07, "and in place; they are not mirrored, which would change their meaning");
    }

    private void ofPhotographs(Map<String, Choice<Object>> values) {
        if (namesSides()) {
            put(values, "horizontalFlip", false, "labels name sides, which a mirror exchanges");
        } else {
            put(values, "horizontalFlip", true, "what is seen may face either way");
        }
        put(values, "rotation", 20, "cameras are held aslant");
        put(values, "zoom", layout.task().equals(DataLayout.CLASSIFICATION) ? 0.5 : 0.35, "things are near or far");
        put(values, "shift", 0.12, "and not in the middle");
        put(values, "shear", 8, "and seen from aside");
        put(values, "brightness", 0.15, "light differs");
        put(values, "contrast", 0.4, "likewise");
        put(values, "gamma", 0.3, "likewise");
        if (facts.colors()) {
            put(values, "hue", 10, "so does its colour");
            put(values, "saturation", 0.4, "likewise");
        }
    }

    private boolean namesSides() {
        return layout.labels().stream()
                .flatMap(label -> List.of(label.toLowerCase(Locale.ROOT).split("[^a-z]+")).stream())
                .anyMatch(SIDES::contains);
    }

    private static void put(Map<String, Choice<Object>> values, String word, Object value, String reason) {
        values.put(word, new Choice<>(value, reason));
    }
}
