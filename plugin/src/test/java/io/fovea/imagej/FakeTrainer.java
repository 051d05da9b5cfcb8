package io.fovea.imagej;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script in the place of the trainer. */
final class FakeTrainer {
    private FakeTrainer() {}

    /** One that does these lines behind those that read its options into {@code $out}, {@code $stop}, {@code $history} and {@code $all}. */
    static void use(Path folder, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "#!/bin/sh",
                "all=\"$*\"",
                "while [ $# -gt 0 ]; do",
                "  case $1 in --output) out=$2 ;; --stop-when) stop=$2 ;; esac",
                "  shift",
                "done",
                "history=${out%.onnx}-history.csv"));
        all.addAll(List.of(lines));
        Path script = Files.write(folder.resolve("the fovea"), all);
        System.setProperty(TrainerProgram.PROPERTY, script.toString());
    }

    static void forget() {
        System.clearProperty(TrainerProgram.PROPERTY);
    }
}
