package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import io.fovea.FoveaException;
import io.fovea.imagej.StrokeSet.PaintedClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes strokes from the ROI Manager, and puts them there, each in the group of its class. */
final class ManagedStrokes {
    private ManagedStrokes() {}

    /**
     * Paints each selection on its plane, in the class of its group or name: all of them, or with an error none.
     *
     * @param here the plane on show
     * @param brush the width of lines and points in pixels
     * @throws FoveaException if there are none, or one is of no class or on a plane that the image has not
     */
    static void take(StrokeSet set, StrokedPlane here, int brush) {
        List<Roi> rois = StrokeRois.managed();
        if (rois.isEmpty()) {
            throw new FoveaException("The ROI Manager is empty.");
        }
        List<PaintedClass> known = set.classes();
        List<String> names = known.stream().map(PaintedClass::name).toList();
        List<PaintedClass> of = new ArrayList<>();
        List<StrokedPlane> planes = new ArrayList<>();
        for (Roi roi : rois) {
            of.add(known.get(StrokeRois.classOf(roi, names)));
            planes.add(plane(here, roi));
        }
        for (int i = 0; i < rois.size(); i++) {
            set.paint(planes.get(i), of.get(i), rois.get(i), brush);
        }
    }

    private static StrokedPlane plane(StrokedPlane here, Roi roi) {
        ImagePlus image = here.image();
        Planes all = Planes.of(image, "0");
        int index = all.of(roi)
                .orElseThrow(() -> new FoveaException("The selection '" + roi.getName() + "' is on a plane that '"
                        + image.getTitle() + "' has not; bring the image to the front that it is of."));
        return all.count() == 1 ? here : new StrokedPlane(image, here.channel(), all.slice(index), all.frame(index));
    }

    /** Puts all strokes there, also those of images that are closed by now. */
    static void give(StrokeSet set) {
        RoiManager manager = RoiManager.getInstance() == null ? new RoiManager() : RoiManager.getInstance();
        List<PaintedClass> known = set.classes();
        set.strokes().forEach(stroke -> {
            Roi roi = (Roi) stroke.roi().clone();
            int of = IntStream.range(0, known.size())
                    .filter(k -> known.get(k).id() == stroke.of())
                    .findFirst()
                    .orElseThrow();
            roi.setGroup(of + 1);
            roi.setName(known.get(of).name() + "-" + (manager.getCount() + 1));
            manager.addRoi(roi);
        });
    }
}
