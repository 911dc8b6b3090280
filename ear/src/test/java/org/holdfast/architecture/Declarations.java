package org.holdfast.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/** What the modules' classes declare, by name and type, read from the class files. */
final class Declarations {

  private static final int API = Opcodes.ASM9;
  private static final String TEXT = "java.lang.String";
  private static final Set<String> SECRET_TYPES =
      Set.of("org.holdfast.domain.secret.SecretBytes", "org.holdfast.domain.secret.SecretChars");
  private static final Set<String> SECRET_WORDS =
      Set.of("pin", "passphrase", "password", "credential", "secret");

  /** A name that ends so tells of a secret without being one. */
  private static final Set<String> HARMLESS_ENDS = Set.of("hash", "name");

  enum Kind {
    FIELD,
    PARAMETER,
    RECORD_COMPONENT
  }

  /**
   * @param in the declaring class or method
   * @param type fully qualified
   */
  record Declaration(Kind kind, String in, String name, String type) {}

  private Declarations() {}

  static Stream<Declaration> ofAllModules() {
    return Arrays.stream(Module.values()).flatMap(module -> of(module.classes()));
  }

  /** Whether this is a secret in a type that cannot be zeroed, past the edge where it comes in. */
  static boolean isSecretAsText(Declaration declaration) {
    List<String> words = words(declaration.name());
    return declaration.type().equals(TEXT)
        && !declaration.in().startsWith(Module.WEB.rootPackage() + ".")
        && words.stream().anyMatch(SECRET_WORDS::contains)
        && !HARMLESS_ENDS.contains(words.get(words.size() - 1));
  }

  static boolean isSecretInRecord(Declaration declaration) {
    return declaration.kind() == Kind.RECORD_COMPONENT && SECRET_TYPES.contains(declaration.type());
  }

  /** {@code recoveryPassphrase} is recovery, passphrase. */
  static List<String> words(String name) {
    return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|_"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Stream<Declaration> of(Path folder) {
    List<Declaration> found = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(path -> path.toString().endsWith(".class")).toList()) {
        new ClassReader(Files.readAllBytes(file))
            .accept(new Reader(found), ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream();
  }

  private static final class Reader extends ClassVisitor {

    private final List<Declaration> found;
    private String owner = "";

    Reader(List<Declaration> found) {
      super(API);
      this.found = found;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      owner = name.replace('/', '.');
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      // Constants are in the source for everybody to read.
      if ((access & Opcodes.ACC_STATIC) == 0) {
        add(Kind.FIELD, owner, name, Type.getType(descriptor));
      }
      return null;
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, @Nullable String signature) {
      add(Kind.RECORD_COMPONENT, owner, name, Type.getType(descriptor));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      Type[] types = Type.getArgumentTypes(descriptor);
      String method = owner + "." + name;
      return new MethodVisitor(API) {
        private int position;

        @Override
        public void visitParameter(@Nullable String parameter, int parameterAccess) {
          if (parameter != null) {
            add(Kind.PARAMETER, method, parameter, types[position]);
          }
          position++;
        }
      };
    }

    private void add(Kind kind, String in, String name, Type type) {
      found.add(new Declaration(kind, in, name, type.getClassName()));
    }
  }
}
