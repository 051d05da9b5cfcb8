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
 * @param most bytes that each may have
 */
record ReportPictures(Path folder, int most) {
    /** All of them together, in the page. */
    private static final int ALL = 14 << 20;

    /** Base64 takes four letters for three bytes. */
    private static final double LETTERS = 4 / 3.0;

    private static final int FEW = 60;

    /** The longer side of those that were not kept, in pixels. */
    private static final int MADE = 256;

    private static final int MANY = 2000;

    /** Those of so many images. */
    static ReportPictures of(Path folder, int images) {
        return new ReportPictures(folder, (int) (ALL / LETTERS / Math.max(1, images)) - 2);
    }

    /** The longer side at which pictures are kept for a report of so many images, in pixels. */
    static int side(int images) {
        return images <= FEW ? 320 : images <= MANY ? 160 : 96;
    }

    /** What stands for an image: the last picture that was made of it, or itself. */
    static byte[] of(Image image, Map<String, Image> made, int side) {
        return of(PagePixels.of(image), made, side);
    }

    /** The same of a page, which is read for it only if no picture was made. */
    static byte[] of(PagePixels page, Map<String, Image> made, int side) {
        List<Image> pictures = new ArrayList<>(made.values());
        return Thumbnail.of(pictures.isEmpty() ? page.image() : pictures.get(pictures.size() - 1), side);
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
        List<String> pictures = line.files().keySet().stream()
                .filter(name -> name.endsWith(".png") || name.endsWith(".tif"))
                .toList();
        // Labels of large images are no pictures for the eye, and are written last.
        return pictures.stream()
                .filter(name -> name.endsWith("-overlay.png"))
                .findFirst()
                .or(() -> pictures.stream().reduce((one, next) -> next));
    }

    private Optional<byte[]> small(JournalLine line, Optional<String> large) {
        Optional<byte[]> kept = line.extras().jpeg().or(() -> large.flatMap(this::made));
        return kept.flatMap(jpeg -> Thumbnail.within(most, jpeg));
    }

    /** Of a run that kept none. */
    private Optional<byte[]> made(String name) {
        try {
            return Optional.of(Thumbnail.of(Image.read(folder.resolve(name)), MADE));
        } catch (FoveaException e) {
            return Optional.empty(); // a report is no reason to fail: the picture was moved away
        }
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
