package io.fovea.torch;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libraries of libtorch, as JavaCPP unpacks them into a folder of the user's for all processes together.
 *
 * <p>JavaCPP makes each one whole before it loads it, but loads {@code torch} before those that it needs. One of these that
 * another process is still unpacking, or was killed over, is then loaded as it lies there, and Java crashes, the next time
 * as well.
 */
final class Libraries {
    private static final Logger LOG = LoggerFactory.getLogger(Libraries.class);

    /** What {@code torch} needs. */
    private static final List<String> NEEDED = List.of("c10", "c10_cuda", "torch_cpu", "torch_cuda");

    /** What the folder of the build for GPUs adds to the platform's name. */
    static final String GPU = "-gpu";

    private static final String LOGGER = "org.bytedeco.javacpp.logger";

    private static final List<String> BUILDS = List.of("", GPU);

    static {
        if (System.getProperty(LOGGER) == null) {
            // Otherwise JavaCPP prints, such as that OpenBLAS comes with another version of it, for which it is fit all
            // the same.
            System.setProperty(LOGGER, "slf4j");
        }
    }

    private Libraries() {}

    /** Unpacks what is not there, or not whole; waits while another process does. To be called before libtorch is loaded. */
    static void makeWhole() {
        for (String build : BUILDS) {
            for (String name : NEEDED) {
                URL library = packed(build, name);
                if (library != null) {
                    unpack(library);
                }
            }
        }
    }

    /**
     * A library in its jar.
     *
     * @param build {@link #GPU}, or nothing
     * @return null if this build has none of that name
     */
    static URL packed(String build, String name) {
        String platform = Loader.getPlatform() + build;
        return Libraries.class.getResource("/org/bytedeco/pytorch/" + platform + "/" + System.mapLibraryName(name));
    }

    private static void unpack(URL library) {
        try {
            Loader.cacheResource(library);
        } catch (IOException e) {
            // Loading fails next, and says so.
            LOG.debug("{} cannot be unpacked", library, e);
        }
    }
}
