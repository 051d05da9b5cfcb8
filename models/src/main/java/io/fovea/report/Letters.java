package io.fovea.report;

import io.fovea.FoveaException;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether letters can be drawn. On systems without fonts, as containers and the nodes of clusters often are, Java fails where the
 * first one is drawn, with errors that differ from version to version; whatever has letters is left out there, and the work goes
 * on. Thread-safe.
 */
public final class Letters {
    /** What to do about it, as a whole sentence. */
    public static final String REMEDY =
            "Install fontconfig and one font (on Debian and Ubuntu: apt-get install fontconfig fonts-dejavu-core).";

    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private Letters() {}

    /** Looked for once. */
    private static final class Here {
        private static final boolean DRAWABLE = areDrawnBy(Letters::drawOne);
    }

    /** Whether this machine draws letters. */
    public static boolean areDrawable() {
        return Here.DRAWABLE;
    }

    /**
     * Whether this machine draws letters; where it does not, that is said, once in the life of a process.
     *
     * @param what is left out then, with its verb: {@code "The chart is"}
     */
    public static boolean areDrawableFor(String what) {
        if (!areDrawable() && SAID.compareAndSet(false, true)) {
            LOG.warn("{} left out, as this machine has no fonts. {}", what, REMEDY);
        }
        return areDrawable();
    }

    /** Where this machine draws none: what to tell beside a failure, in which Java names a cause that says little. */
    public static Optional<String> absence() {
        return areDrawable()
                ? Optional.empty()
                : Optional.of("This machine has no fonts, and what draws letters, as plots and montages do, fails. "
                        + REMEDY);
    }

    /**
     * For what is nothing without letters.
     *
     * @param what is to be drawn, as the beginning of a sentence: {@code "Digits"}
     * @throws FoveaException if this machine draws none
     */
    public static void require(String what) {
        if (!areDrawable()) {
            throw new FoveaException(what + " cannot be drawn, as this machine has no fonts. " + REMEDY);
        }
    }

    static boolean areDrawnBy(Runnable drawing) {
        try {
            drawing.run();
            return true;
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.debug("Letters cannot be drawn", e);
            return false;
        }
    }

    private static void drawOne() {
        Graphics2D pen = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB).createGraphics();
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        pen.drawString("a", 2, 12);
        pen.dispose();
    }
}
