package io.fovea.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What channels are called, if they are called anything: DAPI, GFP; a number or the name of a file is no name. */
public final class ChannelNames {
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)(c|ch|chan|channel|w|wave|slice|z|t|\\s|[:_#-])*\\d+\\b.*", Pattern.DOTALL);
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(tiff?|png|jpe?g|lif|czi|nd2|lsm|oib|oif|vsi|stk)\\b.*");

    private ChannelNames() {}

    /**
     * The names among what is written of channels.
     *
     * @param written for each channel; of several lines the first counts
     * @return as many, or none where one is no name or two are the same
     */
    public static List<String> among(List<String> written) {
        List<String> names = new ArrayList<>();
        for (String text : written) {
            String name =
                    text == null ? "" : text.lines().findFirst().orElse("").strip();
            if (name.isEmpty()
                    || NUMBERED.matcher(name).matches()
                    || FILE.matcher(name).matches()) {
                return List.of();
            }
            names.add(name);
        }
        return new HashSet<>(names).size() < names.size() ? List.of() : names;
    }
}
