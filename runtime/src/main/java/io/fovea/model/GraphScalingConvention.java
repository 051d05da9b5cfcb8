package io.fovea.model;

import java.util.Map;

/** A network whose first operators take a mean off the pixels and scale them, which tells what they expect. */
final class GraphScalingConvention implements Convention {
    @Override
    public String name() {
        return "scaled in the graph";
    }

    @Override
    public Map<CardKey, String> says(Clues clues) {
        return InputScaling.of(clues.graph())
                .range()
                .map(range -> Map.of(CardKey.PIXELS, range.word()))
                .orElse(Map.of());
    }
}
