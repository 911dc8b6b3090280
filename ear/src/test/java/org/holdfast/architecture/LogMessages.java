package org.holdfast.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The numbered log messages of all modules, read from the class files. */
final class LogMessages {

  private static final int API = Opcodes.ASM9;
  private static final String ANNOTATIONS = "Lorg/jboss/logging/annotations/";

  /**
   * @param id such as {@code HF010001}
   * @param text as it is declared: {@code %s} stands for each argument
   */
  record Message(String id, String level, String text) {}

  private LogMessages() {}

  /** In the order of their ids. */
  static List<Message> ofAllModules() {
    return Arrays.stream(Module.values())
        .flatMap(module -> of(module.classes()).stream())
        .sorted(Comparator.comparing(Message::id))
        .toList();
  }

  private static List<Message> of(Path folder) {
    List<Message> found = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".class")).toList()) {
        new ClassReader(Files.readAllBytes(file))
            .accept(new Reader(found), ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static final class Reader extends ClassVisitor {

    private final List<Message> found;

    Reader(List<Message> found) {
      super(API);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodReader(found);
    }
  }

  private static final class MethodReader extends MethodVisitor {

    private final List<Message> found;
    private int id;
    private String level = "INFO";
    private String text = "";

    MethodReader(List<Message> found) {
      super(API);
      this.found = found;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return descriptor.startsWith(ANNOTATIONS) ? new Values() : null;
    }

    @Override
    public void visitEnd() {
      if (!text.isEmpty()) {
        found.add(new Message("HF%06d".formatted(id), level, text));
      }
    }

    /** The values of {@code Message} and {@code LogMessage}, whose names do not overlap. */
    private final class Values extends AnnotationVisitor {

      Values() {
        super(API);
      }

      @Override
      public void visit(@Nullable String name, Object value) {
        if ("id".equals(name)) {
          id = (Integer) value;
        } else if ("value".equals(name)) {
          text = (String) value;
        }
      }

      @Override
      public void visitEnum(@Nullable String name, String descriptor, String value) {
        if ("level".equals(name)) {
          level = value;
        }
      }
    }
  }
}
