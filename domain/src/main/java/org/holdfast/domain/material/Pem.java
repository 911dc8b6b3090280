package org.holdfast.domain.material;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;

/**
 * The blocks of a PEM text (RFC 7468). Read as bytes, never as a {@code String}, for a block may be
 * a private key. Text between the blocks is passed over; what {@link #read} gives is closed by its
 * caller.
 */
public final class Pem implements AutoCloseable {

  /** One block; closed with the text that it is of. */
  public static final class Block {

    private final String label;
    private final SecretBytes content;

    private Block(String label, SecretBytes content) {
      this.label = label;
      this.content = content;
    }

    /** Such as {@code CERTIFICATE}. */
    public String label() {
      return label;
    }

    /** What the Base64 says. */
    public SecretBytes content() {
      return content;
    }

    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  private static final byte[] BEGIN = ascii("-----BEGIN ");
  private static final byte[] DASHES = ascii("-----");
  private static final int MAX_LABEL = 40;
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9]+( [A-Z0-9]+)*");
  private static final int LINE = 64;

  private final List<Block> blocks = new ArrayList<>();

  private Pem() {}

  /** The block as text, with lines of 64 characters that end in a line feed. */
  public static String write(String label, Bytes content) {
    String body =
        Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content.toByteArray());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /**
   * The blocks in {@code text}.
   *
   * @param maxBlocks how many there may be
   * @throws org.holdfast.domain.error.VaultException OBJECT_MATERIAL_INVALID if there is none, one
   *     is malformed or encrypted, or there are too many
   */
  public static Pem read(byte[] text, int maxBlocks) {
    Pem pem = new Pem();
    boolean done = false;
    try {
      int from = indexOf(text, BEGIN, 0);
      while (from >= 0) {
        if (pem.blocks.size() == maxBlocks) {
          throw Refusal.material("there are more than " + maxBlocks + " PEM blocks");
        }
        from = indexOf(text, BEGIN, pem.readBlock(text, from + BEGIN.length));
      }
      if (pem.blocks.isEmpty()) {
        throw Refusal.material("this is neither PEM nor DER");
      }
      done = true;
      return pem;
    } finally {
      if (!done) {
        pem.close();
      }
    }
  }

  /**
   * The same bytes, after a check that they are the DER of one sequence and nothing else, nested no
   * deeper than a parser's stack takes (ITU-T X.690, 10).
   *
   * @throws org.holdfast.domain.error.VaultException OBJECT_MATERIAL_INVALID
   */
  public static byte[] requireDer(byte[] content) {
    return Der.requireSequence(content);
  }

  /** In the order of the text, at least one. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** Zeroes the blocks. May be called again. */
  @Override
  public void close() {
    blocks.forEach(block -> block.content().close());
  }

  private int readBlock(byte[] text, int from) {
    int labelEnd = indexOf(text, DASHES, from);
    if (labelEnd < 0 || labelEnd - from > MAX_LABEL) {
      throw malformed();
    }
    String label = new String(text, from, labelEnd - from, StandardCharsets.US_ASCII);
    if (!LABEL.matcher(label).matches()) {
      throw malformed();
    }
    byte[] endLine = ascii("-----END " + label + "-----");
    int start = labelEnd + DASHES.length;
    int end = indexOf(text, endLine, start);
    if (end < 0) {
      throw malformed();
    }
    blocks.add(new Block(label, decode(text, start, end)));
    return end + endLine.length;
  }

  private static SecretBytes decode(byte[] text, int from, int to) {
    byte[] base64 = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte each = text[i];
      if (each == ':') {
        throw Refusal.material("a PEM block with headers is encrypted: decrypt it first");
      }
      if (each != '\n' && each != '\r' && each != ' ' && each != '\t') {
        base64[length++] = each;
      }
    }
    byte[] exact = Arrays.copyOf(base64, length);
    try {
      return SecretBytes.takeFrom(Base64.getDecoder().decode(exact));
    } catch (IllegalArgumentException e) {
      // Without the cause: it quotes what it could not decode.
      throw malformed();
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(exact, (byte) 0);
    }
  }

  private static int indexOf(byte[] text, byte[] wanted, int from) {
    for (int i = from; i <= text.length - wanted.length; i++) {
      if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static RuntimeException malformed() {
    return Refusal.material("the PEM is cut off or malformed");
  }
}
