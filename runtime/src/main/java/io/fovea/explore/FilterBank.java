package io.fovea.explore;

import io.fovea.image.FloatStack;
import io.fovea.image.Grid;
import io.fovea.image.Image;
import io.fovea.session.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * Responses of Gabor filters of several frequencies and directions, each with its quadrature partner a quarter of a wave
 * behind: the two answer lines and edges, their magnitude either, wherever the wave begins.
 *
 * @param filters the even ones, as {@link Gabor#bank} makes them, at least one
 * @param filtering how far each goes, and what it sees beyond the edges
 */
public record FilterBank(List<Gabor> filters, Filtering filtering) {
    private static final int ACROSS = 8;
    private static final int GAP = 2;
    private static final int SMALLEST_CELL = 84;
    private static final int LARGEST_CELL = 192;

    /** Copies the list. */
    public FilterBank {
        filters = List.copyOf(filters);
    }

    /**
     * What the filters answered, in their order.
     *
     * @param even of the filters themselves
     * @param odd of their partners
     * @param magnitude the root of the sum of squares of both
     */
    public record Responses(List<Response> even, List<Response> odd, List<Response> magnitude) {
        /** Copies the lists. */
        public Responses {
            even = List.copyOf(even);
            odd = List.copyOf(odd);
            magnitude = List.copyOf(magnitude);
        }

        /** The even and odd answers in turn, a page each. */
        public FloatStack responses() {
            List<Response> both = new ArrayList<>();
            for (int i = 0; i < even.size(); i++) {
                both.add(even.get(i));
                both.add(odd.get(i));
            }
            return stack(both);
        }

        /** The magnitudes, a page each. */
        public FloatStack magnitudes() {
            return stack(magnitude);
        }

        /** The magnitudes in viridis, eight beside one another, small ones magnified, all to one scale from 0 to where all but two in a thousand end. */
        public Image montage() {
            float most = 0;
            for (Response one : magnitude) {
                most = Math.max(most, one.high());
            }
            List<Image> cells = new ArrayList<>();
            for (Response one : magnitude) {
                Image cell = Coloring.VIRIDIS.of(one.width(), one.height(), one.values(), 0, most);
                int longer = Math.max(one.width(), one.height());
                if (longer > LARGEST_CELL) {
                    cell = cell.resized(
                            Math.max(1, one.width() * LARGEST_CELL / longer),
                            Math.max(1, one.height() * LARGEST_CELL / longer));
                }
                cells.add(Grid.magnified(cell, Math.max(1, SMALLEST_CELL / longer)));
            }
            return new Grid(ACROSS, GAP).of(cells);
        }

        private static FloatStack stack(List<Response> maps) {
            return new FloatStack(
                    maps.get(0).width(),
                    maps.get(0).height(),
                    maps.stream().map(Response::values).toList());
        }
    }

    /**
     * Passes an image of any depth through all filters; colour as the mean of its channels. Blocks.
     *
     * @throws io.fovea.FoveaException if a value of the image is no number, or the image is smaller than a filter and
     *     nothing pads it
     * @throws io.fovea.session.CancelledException if cancelled before the last filter
     */
    public Responses of(Image image, Cancellation cancel) {
        Response pixels = Filtering.gray(image);
        List<Response> even = new ArrayList<>();
        List<Response> odd = new ArrayList<>();
        List<Response> magnitude = new ArrayList<>();
        for (Gabor filter : filters) {
            cancel.check();
            Response one = filtering.of(pixels, filter.kernel());
            Response other = filtering.of(pixels, filter.quadrature().kernel());
            even.add(one);
            odd.add(other);
            magnitude.add(one.magnitude(other));
        }
        return new Responses(even, odd, magnitude);
    }
}
