package io.fovea.cli;

import io.fovea.stroke.Strokes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ten strokes as a user might paint them, drawn from the truth: three pixels wide, along rows. Five are on nuclei: those at
 * 1/10, 3/10, ... of all in the order of their numbers, each along its longest row but for a fifth at each end. Five are
 * on background: at 1/10, 3/10, ... of the image's height, each along the row's longest stretch that keeps two pixels from
 * every nucleus, from its left end on, at most 60 pixels long.
 */
final class StrokesByRule {
    private static final int OF_EACH = 5;
    private static final int CLEAR = 2;
    private static final int LONGEST = 60;

    private final int width;
    private final int height;
    private final int[] truth;
    private final Strokes strokes;

    private record Run(int x, int y, int length) {}

    private StrokesByRule(int width, int height, int[] truth) {
        this.width = width;
        this.height = height;
        this.truth = truth;
        this.strokes = new Strokes(width, height);
    }

    /**
     * Draws them: class 0 is background, 1 nuclei.
     *
     * @param truth numbers of nuclei, 0 for background, row by row
     */
    static Strokes draw(int width, int height, int[] truth) {
        StrokesByRule rule = new StrokesByRule(width, height, truth);
        rule.onNuclei();
        rule.onBackground();
        return rule.strokes;
    }

    private void onNuclei() {
        Map<Integer, Run> longest = new TreeMap<>();
        for (int y = 1; y < height - 1; y++) {
            for (int x = 0; x < width; ) {
                int of = truth[y * width + x];
                int end = x;
                while (end < width && truth[y * width + end] == of) {
                    end++;
                }
                if (of > 0 && (!longest.containsKey(of) || longest.get(of).length < end - x)) {
                    longest.put(of, new Run(x, y, end - x));
                }
                x = end;
            }
        }
        List<Integer> numbers = new ArrayList<>(longest.keySet());
        for (int i = 0; i < OF_EACH; i++) {
            int number = numbers.get((2 * i + 1) * numbers.size() / (2 * OF_EACH));
            Run run = longest.get(number);
            int cut = run.length / 5;
            for (int y = run.y - 1; y <= run.y + 1; y++) {
                for (int x = run.x + cut; x < run.x + run.length - cut; x++) {
                    if (truth[y * width + x] == number) {
                        strokes.paint(x, y, 1);
                    }
                }
            }
        }
    }

    private void onBackground() {
        for (int i = 0; i < OF_EACH; i++) {
            int row = (2 * i + 1) * height / (2 * OF_EACH);
            Run best = new Run(0, row, 0);
            for (int x = 0; x < width; x++) {
                int end = x;
                while (end < width && isClear(end, row)) {
                    end++;
                }
                if (end - x > best.length) {
                    best = new Run(x, row, end - x);
                }
                x = end;
            }
            for (int y = row - 1; y <= row + 1; y++) {
                for (int x = best.x; x < best.x + Math.min(LONGEST, best.length); x++) {
                    strokes.paint(x, y, 0);
                }
            }
        }
    }

    private boolean isClear(int x, int y) {
        for (int v = Math.max(0, y - CLEAR); v <= Math.min(height - 1, y + CLEAR); v++) {
            for (int u = Math.max(0, x - CLEAR); u <= Math.min(width - 1, x + CLEAR); u++) {
                if (truth[v * width + u] != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
