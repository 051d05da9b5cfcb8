package io.fovea.image;

import io.fovea.ArrayLength;
import io.fovea.FoveaException;
import io.fovea.image.sample.SampleType;
import io.fovea.image.sample.Samples;
import java.util.List;

/** Takes the channels of images apart and puts them together. */
final class Channels {
    private Channels() {}

    static Image of(Image image, int channel) {
        Samples all = new Samples(image.width(), image.height(), image.channels(), type(image), image.values());
        return Image.of(
                image.width(), image.height(), 1, false, all.channel(channel).data());
    }

    static Image join(List<Image> planes) {
        Image first = planes.get(0);
        int count = planes.size();
        SampleType type = type(first);
        Object joined = type.array(ArrayLength.of(first.width(), first.height(), count));
        for (int c = 0; c < count; c++) {
            Image plane = planes.get(c);
            if (plane.width() != first.width()
                    || plane.height() != first.height()
                    || plane.channels() != 1
                    || plane.depth() != first.depth()) {
                throw new FoveaException("The channels do not go together: one is " + first + ", another " + plane
                        + "; give them one size and depth.");
            }
            type.copy(plane.values(), 0, 1, joined, c, count, first.width() * first.height());
        }
        return Image.of(first.width(), first.height(), count, false, joined);
    }

    private static SampleType type(Image image) {
        return switch (image.depth()) {
            case UINT8 -> SampleType.UINT8;
            case UINT16 -> SampleType.UINT16;
            case FLOAT32 -> SampleType.FLOAT32;
        };
    }
}
