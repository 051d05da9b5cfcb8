package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.sample.PageSource.Resolution;
import io.fovea.image.sample.PageSource.Resolution.Per;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelSizesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit=micron|2|UNKNOWN|0.5 µm",
                "unit=\\u00B5m|2|UNKNOWN|0.5 µm",
                "unit=mm|4|CENTIMETRE|0.25 mm",
                "unit=cm|100000|CENTIMETRE|0.1 µm",
                "unit=cm|40000|UNKNOWN|0.25 µm",
                "unit=cm|40000|INCH|0.25 µm",
                "unit=cm|100|UNKNOWN|0.01 cm",
                "unit=um|40000|CENTIMETRE|0.25 µm",
                "unit=um|4|UNKNOWN|0.25 µm",
                "unit=pixel|100|UNKNOWN|none",
                "images=1|100|UNKNOWN|none",
                "images=1|300|INCH|0.0033333333333333335 inch",
                "images=1|72|INCH|none",
                "unit=\\u00zz|4|UNKNOWN|none",
            })
    void whatImageJWritesIsReadAsItReadsIt(String line, double dots, Per per, String expected) {
        assertThat(words(PixelSizes.of(
                        Optional.of("ImageJ=1.54p\n" + line), Optional.of(new Resolution(dots, dots, per)))))
                .isEqualTo(expected);
    }

    @Test
    void theOriginIsImageJs() {
        PixelSize size = PixelSizes.of(
                        Optional.of("ImageJ=1.54p\nunit=mm\nxorigin=10\nyorigin=20"),
                        Optional.of(new Resolution(2, 4, Per.UNKNOWN)))
                .orElseThrow();

        assertThat(size).isEqualTo(new PixelSize(0.5, 0.25, "mm", 10, 20));
        assertThat(size.x(12)).isEqualTo(1);
        assertThat(size.y(24)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.25\"|0.25 µm",
                "PhysicalSizeX=\"3\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\" PhysicalSizeYUnit=\"nm\"|3.0 nm",
                "PhysicalSizeX=\"3\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\"|none",
                "PhysicalSizeX=\"500\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"0.5\" PhysicalSizeYUnit=\"\u00b5m\"|500.0 nm",
                "PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"mm\"|0.5 mm",
                "PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"mm\" PhysicalSizeY=\"1\" PhysicalSizeYUnit=\"lines\"|none",
                "PhysicalSizeX=\"0\" PhysicalSizeY=\"0\"|none",
                "SizeC=\"1\"|none",
            })
    void omeXmlSaysItItself(String attributes, String expected) {
        String text = "<OME><Image><Pixels " + attributes + "/></Image></OME>";

        assertThat(words(PixelSizes.of(Optional.of(text), Optional.of(new Resolution(2, 2, Per.INCH)))))
                .isEqualTo(expected);
    }

    private static String words(Optional<PixelSize> size) {
        return size.map(known -> known.width() + " " + known.unit()).orElse("none");
    }
}
