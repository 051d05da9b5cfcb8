package io.fovea.train.report;

import io.fovea.data.Target;
import io.fovea.image.Image;
import io.fovea.image.Lut;
import io.fovea.image.Overlays;
import io.fovea.model.Task;
import io.fovea.page.Html;
import java.util.List;
import java.util.Locale;

/** Class maps as pictures, in colours that all eyes tell apart (Okabe and Ito, 2008) while there are few classes. */
final class ClassColors {

    private static final int DARK = 0x20262c;
    private static final int SKY = 0x56b4e9;
    private static final int ORANGE = 0xe69f00;
    private static final int WRONG = 0xff5a1f;
    private static final int GRAY = 0x9aa5b1;
    private static final int[] TRIMAP = {SKY, DARK, ORANGE};
    private static final int[] CLASSES = {DARK, ORANGE, SKY, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7};

    private final int[] colors;

    ClassColors(Task task, int classes) {
        int[] few = task.foreground().isPresent() ? TRIMAP : CLASSES;
        colors = new int[classes];
        for (int i = 0; i < classes; i++) {
            colors[i] = classes <= few.length ? few[i] : Lut.color(i);
        }
    }

    /** Each class in its colour. */
    Image map(byte[] classes, int width, int height) {
        byte[] pixels = new byte[3 * classes.length];
        for (int i = 0; i < classes.length; i++) {
            paint(pixels, i, classes[i] == Target.ClassMap.IGNORED ? GRAY : colors[classes[i] & 0xff]);
        }
        return Image.rgb8(width, height, pixels);
    }

    /** The image in dim grey, with what was answered wrongly in a glaring red. */
    static Image difference(Image image, byte[] truth, byte[] answer) {
        byte[] shown = Overlays.shown(image);
        byte[] pixels = new byte[shown.length];
        for (int i = 0; i < truth.length; i++) {
            int gray = ((shown[3 * i] & 0xff) + (shown[3 * i + 1] & 0xff) + (shown[3 * i + 2] & 0xff)) / 6;
            boolean wrong = truth[i] != answer[i] && truth[i] != Target.ClassMap.IGNORED;
            paint(pixels, i, wrong ? WRONG : gray << 16 | gray << 8 | gray);
        }
        return Image.rgb8(image.width(), image.height(), pixels);
    }

    /** The image as 8-bit RGB, stretched where it is deep or dim. */
    static Image forTheEye(Image image) {
        return Image.rgb8(image.width(), image.height(), Overlays.shown(image));
    }

    /** Which colour is which class. */
    String legend(List<String> labels) {
        StringBuilder html = new StringBuilder("<p class=\"keys\">");
        for (int i = 0; i < colors.length; i++) {
            html.append(key(colors[i], labels.get(i)));
        }
        return html.append(key(WRONG, "wrongly answered pixels"))
                .append("</p>\n")
                .toString();
    }

    private static String key(int color, String words) {
        return String.format(
                Locale.ROOT, "<span><i style=\"background:#%06x\"></i>%s</span>", color, Html.escaped(words));
    }

    private static void paint(byte[] pixels, int pixel, int color) {
        pixels[3 * pixel] = (byte) (color >> 16);
        pixels[3 * pixel + 1] = (byte) (color >> 8);
        pixels[3 * pixel + 2] = (byte) color;
    }
}
