package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.fovea.model.Model;
import io.fovea.session.Device;
import io.fovea.stroke.ImageFeatures;
import io.fovea.stroke.PixelNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
    @TempDir
    private Path folder;

    @Test
    void featuresAreKeptAsLongAsAModelSeesTheSame() {
        ImagePlus image = IJ.createImage("field", "16-bit black", 40, 30, 1);
        image.getProcessor().setColor(200);
        image.getProcessor().fill(new Roi(5, 5, 8, 8));
        StrokedPlane plane = StrokedPlane.of(image, 0);
        FeatureStore store = new FeatureStore();
        try (PixelNetwork network = PixelNetwork.open(Model.read(TestModels.trimap(folder)), Device.CPU)) {
            ImageFeatures first = store.of(plane, network).orElseThrow();
            image.setDisplayRange(0, 50);
            assertThat(store.of(plane, network).orElseThrow()).isSameAs(first);

            image.getProcessor().invertLut();
            ImageFeatures inverted = store.of(plane, network).orElseThrow();
            assertThat(inverted).isNotSameAs(first);
            image.getCalibration().setSigned16BitCalibration();
            ImageFeatures signed = store.of(plane, network).orElseThrow();
            assertThat(signed).isNotSameAs(inverted);
            image.getProcessor().set(0, 0, 9);
            assertThat(store.of(plane, network).orElseThrow()).isNotSameAs(signed);
        }
    }
}
