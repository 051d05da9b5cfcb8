package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fovea.FoveaException;
import io.fovea.data.Range;
import io.fovea.model.DetectorHead;
import io.fovea.task.instance.FlowTruth;
import io.fovea.task.instance.ObjectTruth;
import io.fovea.task.instance.StarTruth;
import java.util.Locale;

/**
 * How a network tells objects apart, where it does not by a contour between them.
 *
 * @param head stardist, or cellpose
 * @param rays of StarDist's, along which an object's rim is told (32); null of others
 */
public record ObjectsSpec(DetectorHead head, @JsonInclude(JsonInclude.Include.NON_NULL) Integer rays) {
    private static final int USUAL_RAYS = 32;
    private static final int FEWEST_RAYS = 8;
    private static final int MOST_RAYS = 128;

    /** Fills in what is left out and refuses what makes no sense. */
    public ObjectsSpec {
        if (head == null || !head.isOfPixels()) {
            throw new FoveaException("The 'head' of 'objects' is "
                    + (head == null ? "not said" : "'" + head.name().toLowerCase(Locale.ROOT) + "'")
                    + "; it is stardist or cellpose.");
        }
        if (head != DetectorHead.STARDIST && rays != null) {
            throw new FoveaException("The 'objects' have 'rays', which are StarDist's; leave them out.");
        }
        if (head == DetectorHead.STARDIST) {
            rays = rays == null ? USUAL_RAYS : rays;
            Range.between(FEWEST_RAYS, MOST_RAYS).check("rays", rays);
        }
    }

    /** What the network should answer. */
    public ObjectTruth truth() {
        return head == DetectorHead.STARDIST ? new StarTruth(rays) : new FlowTruth();
    }

    /** How many numbers the network answers with for each pixel. */
    public int answers() {
        return truth().planes();
    }
}
