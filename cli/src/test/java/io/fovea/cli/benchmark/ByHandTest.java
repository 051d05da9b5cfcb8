package io.fovea.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.OpenCv;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class ByHandTest {
    @Test
    void channelsLieOneBehindTheOther() {
        OpenCv.load();
        Mat image = new Mat(1, 2, CvType.CV_32FC3);
        image.put(0, 0, new float[] {1, 2, 3, 4, 5, 6});
        float[] planes = new float[6];

        ByHand.split(image, FloatBuffer.wrap(planes));

        assertThat(planes).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void ofEqualScoresTheFirstClassCounts() {
        float[] scores = {1, 5, 2, 3, 5, 2, 2, 6, 2};

        assertThat(ByHand.mostProbable(scores, 3)).containsExactly(1, 2, 0);
        assertThat(ByHand.mostProbable(scores, 1, 0)).isEqualTo(7);
    }
}
