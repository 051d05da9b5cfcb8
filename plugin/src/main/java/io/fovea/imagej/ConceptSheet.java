package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.image.Overlays;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;

/** Pictures of concepts, a slice for each: rows of small pictures, each row with a line above it. */
final class ConceptSheet {
    /** Of a picture, in pixels. */
    static final int SIDE = 128;

    private static final int ACROSS = 6;
    private static final int GAP = 4;
    private static final int LINE = 20;
    private static final int LETTERS = 13;

    private final List<String> labels = new ArrayList<>();
    private final List<List<Row>> slices = new ArrayList<>();

    /**
     * A row.
     *
     * @param line above it
     * @param pictures of any size and depth; more than six are left out
     */
    record Row(String line, List<Image> pictures) {}

    /** Adds a concept. */
    void add(String label, List<Row> rows) {
        labels.add(label);
        slices.add(List.copyOf(rows));
    }

    /** All of them, RGB. */
    ImagePlus image(String title) {
        int rows = slices.stream().mapToInt(List::size).max().orElse(1);
        int width = ACROSS * (SIDE + GAP) + GAP;
        int height = rows * (SIDE + GAP + LINE) + GAP;
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < slices.size(); i++) {
            stack.addSlice(labels.get(i), painted(slices.get(i), width, height));
        }
        return new ImagePlus(title, stack);
    }

    private static ImageProcessor painted(List<Row> rows, int width, int height) {
        ImageProcessor sheet = new ColorProcessor(width, height);
        sheet.setColor(Color.WHITE);
        sheet.fill();
        sheet.setColor(Color.BLACK);
        sheet.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LETTERS));
        sheet.setAntialiasedText(true);
        for (int r = 0; r < rows.size(); r++) {
            int top = r * (SIDE + GAP + LINE);
            sheet.drawString(rows.get(r).line(), GAP, top + LINE - 2);
            List<Image> pictures = rows.get(r).pictures().stream().limit(ACROSS).toList();
            for (int i = 0; i < pictures.size(); i++) {
                ImageProcessor cell = cell(pictures.get(i));
                int left = GAP + i * (SIDE + GAP) + (SIDE - cell.getWidth()) / 2;
                sheet.insert(cell, left, top + LINE + (SIDE - cell.getHeight()) / 2);
            }
        }
        return sheet;
    }

    private static ImageProcessor cell(Image picture) {
        Image small = picture.shrunk(SIDE);
        boolean plain = small.depth() == Image.Depth.UINT8 && (small.channels() == 1 || small.isColor());
        Image shown = plain ? small : Image.rgb8(small.width(), small.height(), Overlays.shown(small));
        int times = Math.max(1, SIDE / Math.max(shown.width(), shown.height()));
        return Pictures.of(Grid.magnified(shown, times)).convertToRGB();
    }
}
