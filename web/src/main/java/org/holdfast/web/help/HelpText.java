package org.holdfast.web.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A page of the documentation, which is written in Markdown, as HTML (CommonMark 0.31 with tables).
 * HTML in it is shown as text. Links to other such pages lead to the vault's own; all others are
 * taken away: a browser that reaches the vault may reach nothing else.
 *
 * @param title its first heading, as text
 * @param html what follows that
 */
public record HelpText(String title, String html) {

  private static final List<org.commonmark.Extension> EXTENSIONS =
      List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .attributeProviderFactory(context -> HelpText::setAttributes)
          .build();
  private static final TextContentRenderer PLAIN = TextContentRenderer.builder().build();
  private static final Pattern PAGE =
      Pattern.compile("(?:\\.\\./|runbooks/)?([a-z-]+)\\.md(?:#([A-Za-z0-9-]+))?");
  private static final Pattern OWN = Pattern.compile("#[A-Za-z0-9-]+");
  private static final Pattern CODE = Pattern.compile("HF-\\d{4}");

  /** Makes a page of Markdown. */
  static HelpText of(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(new Inward());
    String title = "";
    if (document.getFirstChild() instanceof Heading first) {
      title = PLAIN.render(first).strip();
      first.unlink();
    }
    return new HelpText(title, accessible(RENDERER.render(document)));
  }

  /** Turns links to the vault's own pages, and takes all others away. */
  private static final class Inward extends AbstractVisitor {

    @Override
    public void visit(Link link) {
      visitChildren(link);
      Matcher page = PAGE.matcher(link.getDestination());
      if (page.matches() && !link.getDestination().startsWith("../adr/")) {
        String section = page.group(2);
        link.setDestination(
            "page.xhtml?page=" + page.group(1) + (section == null ? "" : "#" + section));
      } else if (!OWN.matcher(link.getDestination()).matches()) {
        replaceByChildren(link);
      }
    }

    @Override
    public void visit(Image image) {
      replaceByChildren(image);
    }

    private static void replaceByChildren(Node node) {
      List<Node> children = new ArrayList<>();
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        children.add(child);
      }
      children.forEach(node::insertBefore);
      node.unlink();
    }
  }

  /** Headings, and the rows of error codes, can be linked to. */
  private static void setAttributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading) {
      attributes.put("id", anchor(PLAIN.render(node)));
    }
    if (node instanceof TableRow
        && node.getFirstChild() != null
        && node.getFirstChild().getFirstChild() instanceof Text first
        && CODE.matcher(first.getLiteral()).matches()) {
      attributes.put("id", first.getLiteral());
    }
  }

  /** As pages of Markdown are linked to elsewhere: letters, digits and lines of the heading. */
  private static String anchor(String heading) {
    return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  /** What is wider than the page is scrolled in itself, also by keys. */
  private static String accessible(String html) {
    return html.replace(
            "<table>",
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table"
                + " class=\"list\">")
        .replace("</table>", "</table></div>")
        .replace("<th></th>", "<td></td>")
        .replace("<th>", "<th scope=\"col\">")
        .replace("<pre>", "<pre tabindex=\"0\">");
  }
}
