package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final byte WHITE = (byte) 255;

    private static final Image ONE = Image.gray8(2, 2, new byte[] {1, 2, 3, 4});
    private static final Image TWO = Image.gray8(2, 2, new byte[] {5, 6, 7, 8});
    private static final Image THREE = Image.gray8(2, 2, new byte[] {9, 10, 11, 12});

    @Test
    void picturesLieRowByRowAndWhatIsMissingIsWhite() {
        Image grid = new Grid(2, 1).of(List.of(ONE, TWO, THREE));

        assertThat(grid).isEqualTo(Image.gray8(5, 5, new byte[] {
            1, 2, WHITE, 5, 6, //
            3, 4, WHITE, 7, 8, //
            WHITE, WHITE, WHITE, WHITE, WHITE, //
            9, 10, WHITE, WHITE, WHITE, //
            11, 12, WHITE, WHITE, WHITE
        }));
    }

    @Test
    void fewerThanTheColumnsAreAsWideAsTheyAre() {
        assertThat(new Grid(9, 0).of(List.of(ONE, TWO)))
                .isEqualTo(Image.gray8(4, 2, new byte[] {1, 2, 5, 6, 3, 4, 7, 8}));
        assertThat(new Grid(1, 2).of(List.of(ONE, TWO)).height()).isEqualTo(6);
        assertThat(new Grid(2, 1).of(List.of(ONE, TWO, THREE, ONE)).height()).isEqualTo(5);
    }

    @Test
    void amongColouredOnesGreyPicturesAreGrey() {
        Image red = Image.rgb8(1, 2, new byte[] {90, 0, 0, 91, 0, 0});
        Image gray = Image.gray8(1, 2, new byte[] {7, 8});

        assertThat(new Grid(2, 0).of(List.of(red, gray)))
                .isEqualTo(Image.rgb8(2, 2, new byte[] {90, 0, 0, 7, 7, 7, 91, 0, 0, 8, 8, 8}));
        Image square = Image.rgb8(2, 2, new byte[12]);
        assertThat(new Grid(2, 0).of(List.of(square, ONE))).isEqualTo(Image.rgb8(4, 2, new byte[] {
            0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, //
            0, 0, 0, 0, 0, 0, 3, 3, 3, 4, 4, 4
        }));
        Image wide = Image.gray8(2, 1, new byte[] {7, 8});
        Image colors = Image.rgb8(2, 1, new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(new Grid(1, 0).of(List.of(wide, colors)))
                .isEqualTo(Image.rgb8(2, 2, new byte[] {7, 7, 7, 8, 8, 8, 1, 2, 3, 4, 5, 6}));
    }

    @Test
    void picturesOfOtherSizesHaveNoPlace() {
        Image wide = Image.gray8(3, 2, new byte[6]);
        Image high = Image.gray8(2, 3, new byte[6]);

        assertThatThrownBy(() -> new Grid(2, 1).of(List.of(ONE, wide)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A cell of 3x2 grey 8-bit among cells of 2x2 grey 8-bit");
        assertThatThrownBy(() -> new Grid(2, 1).of(List.of(ONE, high))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grid(0, 1)).hasMessage("No grid: 0 columns, gaps of 1");
        assertThatThrownBy(() -> new Grid(1, -1)).hasMessage("No grid: 1 columns, gaps of -1");
    }

    @Test
    void aMagnifiedPictureRepeatsItsPixels() {
        assertThat(Grid.magnified(ONE, 2))
                .isEqualTo(Image.gray8(4, 4, new byte[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
        assertThat(Grid.magnified(Image.rgb8(1, 2, new byte[] {1, 2, 3, 4, 5, 6}), 2))
                .isEqualTo(Image.rgb8(
                        2, 4, new byte[] {1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6}));
        assertThat(Grid.magnified(ONE, 1)).isSameAs(ONE);
    }
}
