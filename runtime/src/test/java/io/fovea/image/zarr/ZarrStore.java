package io.fovea.image.zarr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/** Makes small stores for tests: planes of 16-bit values that say where they are, {@code 1000 * plane + 10 * y + x}. */
public final class ZarrStore {
    private static final int CHUNK = 4;

    private final Path folder;
    private final int planes;
    private final int height;
    private final int width;

    /** Nothing yet. */
    public ZarrStore(Path folder, int planes, int height, int width) {
        this.folder = folder;
        this.planes = planes;
        this.height = height;
        this.width = width;
    }

    /** The value at a place; 0 beyond the edges. */
    public int value(int plane, int y, int x) {
        return plane < planes && y < height && x < width ? 1000 * plane + 10 * y + x : 0;
    }

    private ByteBuffer chunk(int plane, int top, int left) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * CHUNK * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < CHUNK; y++) {
            for (int x = 0; x < CHUNK; x++) {
                bytes.putShort((short) value(plane, top + y, left + x));
            }
        }
        return bytes;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Writes a text below the folder. */
    public void text(String name, String json) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json.replace('\'', '"'));
    }

    /** OME-Zarr 0.4, of axes c, y, x, compressed with gzip; pixels of 0.25 µm. */
    public Path of2() throws IOException {
        text(".zgroup", "{'zarr_format':2}");
        text(
                ".zattrs",
                "{'multiscales':[{'version':'0.4','axes':[{'name':'c','type':'channel'},"
                        + "{'name':'y','type':'space','unit':'micrometer'},{'name':'x','type':'space','unit':'micrometer'}],"
                        + "'datasets':[{'path':'0','coordinateTransformations':[{'type':'scale','scale':[1,0.25,0.25]}]}]}],"
                        + "'omero':{'channels':[" + channels() + "]}}");
        text(
                "0/.zarray",
                "{'zarr_format':2,'shape':[" + planes + "," + height + "," + width + "],'chunks':[1,4,4],'dtype':'<u2',"
                        + "'fill_value':7,'order':'C','filters':null,'dimension_separator':'/',"
                        + "'compressor':{'id':'gzip','level':1}}");
        for (int p = 0; p < planes; p++) {
            for (int y = 0; y < height; y += CHUNK) {
                for (int x = 0; x < width; x += CHUNK) {
                    Path file = folder.resolve("0/" + p + "/" + y / CHUNK + "/" + x / CHUNK);
                    Files.createDirectories(file.getParent());
                    Files.write(file, gzip(chunk(p, y, x).array()));
                }
            }
        }
        return folder;
    }

    private String channels() {
        StringBuilder names = new StringBuilder();
        for (int p = 0; p < planes; p++) {
            names.append(p == 0 ? "" : ",").append("{'label':'stain " + (char) ('A' + p) + "'}");
        }
        return names.toString();
    }

    /** OME-Zarr 0.5 of axes z, y, x, in shards of two chunks across and as many planes, with checksums. */
    public Path inShards(boolean indexAtEnd) throws IOException {
        text(
                "zarr.json",
                "{'zarr_format':3,'node_type':'group','attributes':{'ome':{'version':'0.5','multiscales':[{'axes':["
                        + "{'name':'z','type':'space'},{'name':'y','type':'space'},{'name':'x','type':'space'}],"
                        + "'datasets':[{'path':'s0','coordinateTransformations':[{'type':'scale','scale':[1,1,1]}]}]}]}}}");
        text(
                "s0/zarr.json",
                "{'zarr_format':3,'node_type':'array','shape':[" + planes + "," + height + "," + width
                        + "],'data_type':'uint16','chunk_grid':{'name':'regular','configuration':{'chunk_shape':["
                        + planes
                        + ",4,8]}},'chunk_key_encoding':{'name':'default'},'fill_value':7,'codecs':[{'name':"
                        + "'sharding_indexed','configuration':{'chunk_shape':[1,4,4],'codecs':[{'name':'bytes',"
                        + "'configuration':{'endian':'little'}},{'name':'gzip','configuration':{'level':1}},"
                        + "{'name':'crc32c'}],'index_codecs':[{'name':'bytes','configuration':{'endian':'little'}},"
                        + "{'name':'crc32c'}],'index_location':'" + (indexAtEnd ? "end" : "start") + "'}}]}");
        for (int y = 0; y < height; y += CHUNK) {
            for (int x = 0; x < width; x += 2 * CHUNK) {
                Path file = folder.resolve("s0/c/0/" + y / CHUNK + "/" + x / (2 * CHUNK));
                Files.createDirectories(file.getParent());
                Files.write(file, shard(y, x, indexAtEnd));
            }
        }
        return folder;
    }

    /** The last chunk of each plane is left out where it lies beyond the edge. */
    private byte[] shard(int top, int left, boolean indexAtEnd) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size = planes * 2 * 16;
        ByteBuffer index = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (int p = 0; p < planes; p++) {
            for (int x = left; x < left + 2 * CHUNK; x += CHUNK) {
                if (x >= width) {
                    index.putLong(-1).putLong(-1);
                    continue;
                }
                byte[] stored = summed(gzip(chunk(p, top, x).array()));
                index.putLong(chunks.size() + (indexAtEnd ? 0 : size + 4)).putLong(stored.length);
                chunks.write(stored);
            }
        }
        byte[] places = summed(index.array());
        ByteArrayOutputStream shard = new ByteArrayOutputStream();
        shard.write(indexAtEnd ? chunks.toByteArray() : places);
        shard.write(indexAtEnd ? places : chunks.toByteArray());
        return shard.toByteArray();
    }

    private static byte[] summed(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return ByteBuffer.allocate(bytes.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes)
                .putInt((int) sum.getValue())
                .array();
    }
}
