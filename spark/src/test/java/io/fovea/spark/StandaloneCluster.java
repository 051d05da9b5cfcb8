package io.fovea.spark;

import io.fovea.AtomicFolder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master of Spark and workers of one core each, as processes of this machine that listen to nobody else. */
final class StandaloneCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long MOST_SECONDS = 60;

    private final Path folder;
    private final String master;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();

    /** Starts them. Blocks until the master listens. */
    StandaloneCluster(Path folder, int count) throws IOException, InterruptedException {
        this.folder = folder;
        int port = freePort();
        master = "spark://" + LOOPBACK + ":" + port;
        makeHome();
        try {
            start("master", "org.apache.spark.deploy.master.Master", "--port", String.valueOf(port));
            awaitMaster(port);
            for (int i = 1; i <= count; i++) {
                workers.add(start(
                        "worker-" + i,
                        "org.apache.spark.deploy.worker.Worker",
                        "--port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        "1g",
                        "--work-dir",
                        folder.resolve("work-" + i).toString(),
                        master));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static List<Path> classPath(boolean jars) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") == jars)
                .toList();
    }

    /** Laid out as Spark is where it is installed. */
    private void makeHome() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        for (Path jar : classPath(true)) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
        }
    }

    private Process start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", folder.resolve("home/jars") + File.separator + "*", main));
        command.addAll(List.of("--host", LOOPBACK, "--webui-port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        folder.resolve("home").toString(),
                        "SPARK_LOCAL_IP",
                        LOOPBACK,
                        "SPARK_SCALA_VERSION",
                        "2.13"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private void awaitMaster(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            try (Socket socket = new Socket(LOOPBACK, port)) {
                assert socket.isConnected();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !processes.get(0).isAlive()) {
                    throw new IOException(
                            "The master does not listen: " + Files.readString(folder.resolve("master.log")), e);
                }
                Thread.sleep(100);
            }
        }
    }

    /** What a driver is told to work on it. */
    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("master", master),
                Map.entry("spark.driver.host", LOOPBACK),
                Map.entry("spark.driver.bindAddress", LOOPBACK),
                Map.entry("spark.ui.enabled", "false"),
                Map.entry("spark.cores.max", String.valueOf(workers.size())),
                Map.entry("spark.executor.cores", "1"),
                Map.entry("spark.executor.memory", "1g"),
                // All workers are there before the first task is given away.
                Map.entry("spark.scheduler.minRegisteredResourcesRatio", "1.0"),
                Map.entry("spark.scheduler.maxRegisteredResourcesWaitingTime", MOST_SECONDS + "s"),
                Map.entry(
                        "spark.executor.extraClassPath",
                        classPath(false).stream()
                                .map(path -> path.toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator))));
    }

    /** Ends a worker and its executor as a power cut does. */
    void kill(int worker) {
        kill(workers.get(worker));
    }

    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** What the processes wrote, for who asks why. */
    String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log") || file.endsWith("stderr"))
                    .sorted()
                    .toList()) {
                logs.append(log).append('\n').append(Files.readString(log));
            }
        }
        return logs.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        processes.forEach(StandaloneCluster::kill);
        for (Process process : processes) {
            process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        }
        AtomicFolder.delete(folder.resolve("home")); // JUnit warns of each link that it finds
    }
}
