package io.fovea.batch;

import io.fovea.FoveaException;
import io.fovea.image.Header;
import io.fovea.image.Hyperstack;
import io.fovea.image.Image;
import io.fovea.image.ImageRows;
import io.fovea.image.Pages;
import io.fovea.image.PixelSize;
import io.fovea.image.Plane;
import io.fovea.image.StackScale;
import io.fovea.model.Input;
import io.fovea.task.LargeImage;
import io.fovea.task.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The images in a file, as a model takes them: its pages; or, for a model of several channels, the channels of a slice and
 * frame together, in the model's order. Blocks on the disk; not thread-safe. Holds the file open until closed.
 */
public final class FileImages implements AutoCloseable {
    private final Path file;
    private final Pages pages;
    private final Hyperstack stack;
    private final List<PageChoice.Part> parts;
    private final Optional<PixelSize> size;

    private FileImages(Path file, Pages pages, PageChoice choice) {
        this.file = file;
        this.pages = pages;
        this.size = pages.pixelSize();
        boolean color = pages.header(0).color();
        // Of a colour picture the channels are meant only where they are asked for.
        boolean apart = color && choice.joins() && !choice.channels().isAll();
        this.stack = Hyperstack.of(pages, apart);
        this.parts = choice.parts(file, stack, choice.joins() && (apart || !color));
    }

    /**
     * Opens a file and looks through its headers.
     *
     * @param choice which of its images are meant, and for which model
     * @throws FoveaException if the file cannot be read, lacks what is asked for, or has not the model's channels
     */
    public static FileImages open(Path file, PageChoice choice) {
        Pages pages = Pages.open(file);
        try {
            return new FileImages(file, pages, choice);
        } catch (RuntimeException | Error e) {
            pages.close();
            throw e;
        }
    }

    /**
     * Reads the first image of a file, as a model takes it.
     *
     * @throws FoveaException if the file cannot be read, or has not the model's channels
     */
    public static Image first(Path file, Input input) {
        try (FileImages images = open(file, PageChoice.ALL.feeding(input))) {
            return images.read(0);
        }
    }

    /** How many are meant, at least 1. */
    public int size() {
        return parts.size();
    }

    /** How many pixels one has, of all its channels. */
    double values(int image) {
        double values = 0;
        for (int plane : parts.get(image).planes()) {
            Header header = pages.header(plane / stack.perPage());
            double pixels = (double) header.width() * header.height();
            values += stack.perPage() == 1 ? pixels * header.channels() : pixels;
        }
        return values;
    }

    /**
     * The rows of an image that is so large that it is worked on strip by strip, where that can be.
     *
     * @return empty of smaller ones, and where the file has it in a form that asks for all pixels at once
     */
    Optional<LargeImage> large(int image) {
        List<Integer> planes = parts.get(image).planes();
        if (stack.perPage() > 1 || planes.size() > 1) {
            return Optional.empty();
        }
        Header page = pages.header(planes.get(0));
        boolean isLarge = LargeImage.isLarge(page);
        if (!isLarge && hasRoom(page)) {
            return Optional.empty();
        }
        Optional<ImageRows> own = pages.rows(planes.get(0));
        List<Integer> all = beside(planes.get(0));
        if (own.isEmpty() || !all.stream().allMatch(plane -> isOfSize(pages.header(plane), page))) {
            return own.map(rows -> new LargeImage(rows, List.of(rows), !isLarge));
        }
        List<ImageRows> channels = new ArrayList<>();
        for (int plane : all) {
            Optional<ImageRows> rows = planes.contains(plane) ? own : pages.rows(plane);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            channels.add(rows.get());
        }
        return Optional.of(new LargeImage(own.get(), channels, !isLarge));
    }

    private static boolean hasRoom(Header header) {
        double values = (double) header.width() * header.height() * header.channels();
        return values * Pipeline.BYTES_PER_VALUE <= Runtime.getRuntime().maxMemory() * Pipeline.SHARE_OF_MEMORY;
    }

    /** How many pages the file has. */
    int pages() {
        return pages.count();
    }

    /** What tells an image from the others of the file, in tables; nothing for the only one. */
    public String label(int image) {
        return parts.get(image).label();
    }

    /** The same in the names of files. */
    public String suffix(int image) {
        return parts.get(image).suffix();
    }

    /**
     * Reads one.
     *
     * @param image from 0
     * @throws FoveaException if it cannot be read
     */
    public Image read(int image) {
        List<Integer> planes = parts.get(image).planes();
        int each = stack.perPage();
        if (each == 1) {
            return planes.size() == 1
                    ? pages.read(planes.get(0))
                    : joined(planes.stream().map(pages::read).toList());
        }
        List<Image> channels = new ArrayList<>();
        int held = -1;
        Image page = null;
        for (int plane : planes) {
            if (plane / each != held) {
                held = plane / each;
                page = pages.read(held);
            }
            if (page.channels() != each) {
                throw new FoveaException("'" + file + "' has pages of different kinds: page 1 has " + each
                        + " channels, and page " + (held + 1) + " is " + page + ".");
            }
            channels.add(page.channel(plane % each));
        }
        return joined(channels);
    }

    /**
     * All channels of an image's place, grey each, in the file's order.
     *
     * @param given the image itself, so that nothing is read twice
     * @throws FoveaException if one cannot be read
     */
    List<Image> channels(int image, Image given) {
        List<Integer> planes = parts.get(image).planes();
        List<Integer> all = beside(planes.get(0));
        int each = stack.perPage();
        Header page = pages.header(planes.get(0) / each);
        boolean same = all.stream().allMatch(plane -> isOfSize(pages.header(plane / each), page));
        if (all.equals(planes) || !same) {
            return apart(given);
        }
        List<Image> channels = new ArrayList<>();
        Map<Integer, Image> read = new HashMap<>();
        for (int plane : all) {
            Image whole = each == 1 && planes.equals(List.of(plane))
                    ? given
                    : read.computeIfAbsent(plane / each, pages::read);
            channels.addAll(each == 1 ? apart(whole) : List.of(whole.channel(plane % each)));
        }
        return List.copyOf(channels);
    }

    private static boolean isOfSize(Header one, Header other) {
        return one.width() == other.width() && one.height() == other.height();
    }

    private static List<Image> apart(Image image) {
        return IntStream.range(0, image.channels()).mapToObj(image::channel).toList();
    }

    /** The planes of the same place in the stack, by channel. */
    private List<Integer> beside(int plane) {
        Plane here = stack.planes().get(plane);
        return IntStream.range(0, stack.planes().size())
                .boxed()
                .filter(i -> isBeside(here, stack.planes().get(i)))
                .sorted(Comparator.comparing(i -> stack.planes().get(i).channel()))
                .toList();
    }

    private static boolean isBeside(Plane one, Plane other) {
        return one.series() == other.series() && one.slice() == other.slice() && one.frame() == other.frame();
    }

    /** Where an image lies in the stack, as ImageJ counts. */
    Surroundings.StackPlace place(int image) {
        Plane here = stack.planes().get(parts.get(image).planes().get(0));
        int channels = most(Plane::channel);
        int slices = most(Plane::slice);
        int frames = most(Plane::frame);
        boolean hyper = channels > 1 || slices > 1 && frames > 1;
        return new Surroundings.StackPlace(here.slice(), here.frame(), slices, frames, hyper);
    }

    /** Which channel of several an image is, such as {@code c2}; empty if it has several of them, or there is one. */
    String channel(int image) {
        List<Integer> planes = parts.get(image).planes();
        boolean isOne = planes.size() == 1 && most(Plane::channel) > 1;
        return isOne ? "c" + stack.planes().get(planes.get(0)).channel() : "";
    }

    /** What an image is one of several planes of, and where in it. */
    private record Member(int series, String channel) {}

    /**
     * The stacks whose planes the images are: one for each series and channel; none of a file of one slice and frame.
     *
     * @throws FoveaException if pages of one differ in size
     */
    List<FileStack> stacks() {
        if (most(Plane::slice) * most(Plane::frame) == 1) {
            return List.of();
        }
        Map<Member, List<Integer>> members = new LinkedHashMap<>();
        for (int image = 0; image < size(); image++) {
            members.computeIfAbsent(new Member(plane(image).series(), channel(image)), any -> new ArrayList<>())
                    .add(image);
        }
        boolean hasSeries = most(Plane::series) > 1;
        List<FileStack> all = new ArrayList<>();
        members.forEach((member, images) -> {
            String suffix = (hasSeries ? "-s" + member.series() : "")
                    + (member.channel().isEmpty() ? "" : "-" + member.channel());
            all.add(stackOf(suffix, member.series(), images));
        });
        return all;
    }

    private FileStack stackOf(String suffix, int series, List<Integer> images) {
        List<Plane> planes = stack.planes().stream()
                .filter(plane -> plane.series() == series)
                .toList();
        int slices = planes.stream().mapToInt(Plane::slice).max().orElse(1);
        int frames = planes.stream().mapToInt(Plane::frame).max().orElse(1);
        Header first = header(images.get(0));
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int image : images) {
            Header header = header(image);
            if (!isOfSize(header, first)) {
                throw new FoveaException("'" + file + "' has pages of " + first.width() + "x" + first.height()
                        + " and of " + header.width() + "x" + header.height()
                        + " pixels, which are no stack; leave --stack out.");
            }
            places.put(image, (plane(image).frame() - 1) * slices + plane(image).slice() - 1);
        }
        return new FileStack(suffix, series == 1, first.width(), first.height(), slices, frames, places);
    }

    private Plane plane(int image) {
        return stack.planes().get(parts.get(image).planes().get(0));
    }

    private Header header(int image) {
        return pages.header(parts.get(image).planes().get(0) / stack.perPage());
    }

    /** How far planes lie apart. */
    StackScale stackScale() {
        return pages.stackScale();
    }

    private int most(ToIntFunction<Plane> axis) {
        return stack.planes().stream().mapToInt(axis).max().orElse(1);
    }

    /** How large a pixel is. */
    Optional<PixelSize> pixelSize() {
        return size;
    }

    private Image joined(List<Image> channels) {
        try {
            return Image.ofChannels(channels);
        } catch (FoveaException e) {
            throw new FoveaException("'" + file + "' cannot be given to the model: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pages.close();
    }
}
