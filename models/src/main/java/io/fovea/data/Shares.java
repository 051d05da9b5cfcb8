package io.fovea.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what several parts of a data set were found to be. */
final class Shares {

    private Shares() {}

    static Share sum(List<Share> shares, int labels) {
        List<Integer> shown = new ArrayList<>(Collections.nCopies(labels, 0));
        List<Long> pixels = new ArrayList<>(Collections.nCopies(labels, 0L));
        boolean perPixel = false;
        ValueCounts.Tally strangers = new ValueCounts.Tally();
        Map<String, Integer> kinds = new HashMap<>();
        for (Share share : shares) {
            perPixel |= !share.pixels().isEmpty();
            for (int i = 0; i < labels; i++) {
                shown.set(i, shown.get(i) + share.shown().get(i));
                pixels.set(
                        i,
                        pixels.get(i)
                                + (share.pixels().isEmpty() ? 0 : share.pixels().get(i)));
            }
            strangers.add(share.strangers());
            share.kinds().forEach((kind, images) -> kinds.merge(kind, images, Integer::sum));
        }
        List<Share> read = shares.stream().filter(share -> share.images() > 0).toList();
        return new Share(
                "all",
                shares.stream().mapToInt(Share::images).sum(),
                shares.stream().mapToInt(Share::leftOut).sum(),
                shown,
                perPixel ? pixels : List.of(),
                strangers.counts(),
                shares.stream().mapToLong(Share::objects).sum(),
                shares.stream().mapToInt(Share::single).sum(),
                new Share.Size(
                        read.stream()
                                .mapToInt(share -> share.smallest().width())
                                .min()
                                .orElse(0),
                        read.stream()
                                .mapToInt(share -> share.smallest().height())
                                .min()
                                .orElse(0)),
                new Share.Size(
                        read.stream()
                                .mapToInt(share -> share.largest().width())
                                .max()
                                .orElse(0),
                        read.stream()
                                .mapToInt(share -> share.largest().height())
                                .max()
                                .orElse(0)),
                kinds);
    }
}
