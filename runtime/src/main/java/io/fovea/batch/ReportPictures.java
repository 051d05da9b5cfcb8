package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Image;
import io.fovea.image.Thumbnail;
import io.fovea.page.Html;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The small pictures of a report, which shrink as they grow in number.
 *
 * @param folder of the results
 * @param most bytes that each may take in the page
 */
record ReportPictures(Path folder, int most) {
    /** All of them together. */
    private static final int ALL = 11 << 20;

    private static final int FEW = 60;
    private static final int MANY = 2000;

    /** Sides to try, in pixels. */
    private static final int[] SIDES = {256, 192, 128, 96, 64, 48, 32};

    /** Those of so many images. */
    static ReportPictures of(Path folder, int images) {
        return new ReportPictures(folder, ALL / Math.max(1, images));
    }

    /** The longer side at which pictures are kept for a report of so many images, in pixels. */
    static int side(int images) {
        return images <= FEW ? 320 : images <= MANY ? 160 : 96;
    }

    /** What stands for an image: the last picture that was made of it, or itself. */
    static byte[] of(Image image, Map<String, Image> made, int side) {
        List<Image> pictures = new ArrayList<>(made.values());
        return Thumbnail.of(pictures.isEmpty() ? image : pictures.get(pictures.size() - 1), side);
    }

    /** The picture of an image, which leads to the large one; nothing where there is none, or no room for it. */
    String html(JournalLine line) {
        Optional<String> large = large(line);
        String name = "<span class=\"none\">–</span>";
        String picture = small(line, large)
                .map(jpeg -> "<img alt=\"" + Html.escaped(line.image()) + "\" src=\"data:image/jpeg;base64,"
                        + Base64.getEncoder().encodeToString(jpeg) + "\">")
                .orElse(name);
        return large.map(file -> "<a href=\"" + Html.escaped(address(file)) + "\">" + picture + "</a>")
                .orElse(picture);
    }

    private static Optional<String> large(JournalLine line) {
        return line.files().keySet().stream()
                .filter(name -> name.endsWith(".png") || name.endsWith(".tif"))
                .reduce((one, next) -> next);
    }

    private Optional<byte[]> small(JournalLine line, Optional<String> large) {
        Optional<byte[]> kept = line.extras().jpeg().or(() -> large.flatMap(this::made));
        if (kept.isEmpty() || fits(kept.get())) {
            return kept;
        }
        for (int side : SIDES) {
            byte[] shrunk = Thumbnail.shrunk(kept.get(), side);
            if (fits(shrunk)) {
                return Optional.of(shrunk);
            }
        }
        return Optional.empty();
    }

    /** Of a run that kept none. */
    private Optional<byte[]> made(String name) {
        try {
            return Optional.of(Thumbnail.of(Image.read(folder.resolve(name)), SIDES[0]));
        } catch (FoveaException e) {
            return Optional.empty(); // a report is no reason to fail: the picture was moved away
        }
    }

    private boolean fits(byte[] jpeg) {
        return (jpeg.length + 2) / 3 * 4 <= most;
    }

    /** A file's name as an address from the page beside it. */
    private static String address(String name) {
        return List.of(name.split("/")).stream().map(ReportPictures::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String name) {
        StringBuilder address = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0;
            address.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return address.toString();
    }
}
