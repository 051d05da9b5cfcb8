package io.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrimapsTest {

    @Test
    void theContourLiesInsideTheObject() {
        assertThat(draw(trimap(1, ".......", ".aaaaa.", ".aaaaa.", ".aaaaa.", ".......")))
                .containsExactly(".......", ".ooooo.", ".o###o.", ".ooooo.", ".......");
    }

    @Test
    void touchingObjectsAreParted() {
        assertThat(draw(trimap(1, "aaabbb", "aaabbb", "aaabbb"))).containsExactly("##oo##", "##oo##", "##oo##");
    }

    @Test
    void aWiderContourLeavesLessForeground() {
        assertThat(draw(trimap(
                        2,
                        ".........",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".aaaaaaa.",
                        ".........")))
                .containsExactly(
                        ".........",
                        ".ooooooo.",
                        ".ooooooo.",
                        ".oo###oo.",
                        ".oo###oo.",
                        ".oo###oo.",
                        ".ooooooo.",
                        ".ooooooo.",
                        ".........");
    }

    @Test
    void noObjectLosesAllItsForeground() {
        assertThat(draw(trimap(2, "......", ".a.bb.", "...bb.", "ccc...", "ccc...", "ccc...")))
                .containsExactly("......", ".#.##.", "...##.", "ooo...", "ooo...", "#oo...");
    }

    private static byte[] trimap(int contour, String... rows) {
        int width = rows[0].length();
        short[] labels = new short[width * rows.length];
        for (int i = 0; i < labels.length; i++) {
            char c = rows[i / width].charAt(i % width);
            labels[i] = (short) (c == '.' ? 0 : c);
        }
        TrimapsTest.width = width;
        return Trimaps.of(new Target.Instances(width, rows.length, labels), contour);
    }

    private static int width;

    private static String[] draw(byte[] trimap) {
        String[] rows = new String[trimap.length / width];
        for (int y = 0; y < rows.length; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < width; x++) {
                row.append("#.o".charAt(trimap[y * width + x]));
            }
            rows[y] = row.toString();
        }
        return rows;
    }
}
