package io.fovea.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of files below the folder that they have in common. Of one folder given they are the paths below it; of several,
 * below the deepest folder that holds them all, so that equal paths below each stay apart.
 */
final class Names {
    private final int common;

    private Names(int common) {
        this.common = common;
    }

    /**
     * Names below what {@code roots} have in common.
     *
     * @param roots absolute folders, at least one
     */
    static Names below(List<Path> roots) {
        List<String> shared = parts(roots.get(0));
        for (Path root : roots) {
            List<String> parts = parts(root);
            int same = 0;
            while (same < Math.min(shared.size(), parts.size())
                    && shared.get(same).equals(parts.get(same))) {
                same++;
            }
            shared = shared.subList(0, same);
        }
        return new Names(shared.size());
    }

    /** The name of an absolute path below one of the roots, with {@code /} between folders. */
    String of(Path place) {
        List<String> parts = parts(place);
        return String.join("/", parts.subList(common, parts.size()));
    }

    /** The names of a path one by one; on Windows the first is that of the drive, or of the server and its share. */
    private static List<String> parts(Path place) {
        List<String> parts = new ArrayList<>();
        String drive = drive(place.getRoot().toString());
        if (!drive.isEmpty()) {
            parts.add(drive);
        }
        place.forEach(name -> parts.add(name.toString()));
        return parts;
    }

    /** What a root is called in names: {@code C} for that of a drive, {@code server-share} for that of a share. */
    static String drive(String root) {
        return root.replaceAll("[^\\p{L}\\p{N}.$]+", "-").replaceAll("^-|-$", "");
    }
}
