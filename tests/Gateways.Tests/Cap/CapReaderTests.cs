using System.Text;
using TungNgo.Gateways.Cap;

namespace TungNgo.GatewayTests.Cap;

public sealed class CapReaderTests
{
    /// <summary>A right document; each line of the table below spoils one thing in it.</summary>
    private const string Right = """
        <?xml version="1.0" encoding="utf-8"?>
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
          <identifier>tungngo.17</identifier>
          <sender>canhbao@soctrang.example</sender>
          <sent>2026-03-01T07:30:00+07:00</sent>
          <status>Actual</status>
          <msgType>Update</msgType>
          <scope>Public</scope>
          <references>canhbao@soctrang.example,tungngo.9,2026-02-28T07:30:00+07:00</references>
          <info>
            <language>vi-VN</language>
            <category>Env</category>
            <event>Xâm nhập mặn</event>
            <urgency>Expected</urgency>
            <severity>Severe</severity>
            <certainty>Observed</certainty>
            <expires>2026-03-02T07:30:00+07:00</expires>
            <web>https://tungngo.example/b/1</web>
            <parameter><valueName>salinity</valueName><value>4.5</value></parameter>
            <resource>
              <resourceDesc>Bản đọc loa</resourceDesc>
              <mimeType>audio/mpeg</mimeType>
              <size>7</size>
              <digest>da39a3ee5e6b4b0d3255bfef95601890afd80709</digest>
            </resource>
            <area>
              <areaDesc>Ấp Trường Thành B</areaDesc>
              <polygon>9.6,105.9 9.7,105.9 9.7,106.0 9.6,105.9</polygon>
              <circle>9.65,105.95 2.5</circle>
              <geocode><valueName>VN-GSO</valueName><value>31591</value></geocode>
              <altitude>0</altitude>
            </area>
          </info>
        </alert>
        """;

    [Fact]
    public void The_document_that_the_table_spoils_is_right() => Assert.Equal("tungngo.17", Read(Right).Identifier);

    [Theory]
    // The envelope.
    [InlineData("</alert>", "", CapFault.NotXml, 34, "/")]
    [InlineData("Trường Thành B", "Trường & Thành", CapFault.NotXml, 27, "/")]
    [InlineData("<alert xmlns", "<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alert xmlns", CapFault.NotXml, 1, "/")]
    [InlineData("cap:1.2", "cap:1.1", CapFault.OtherVersion, 2, "/alert")]
    [InlineData("urn:oasis:names:tc:emergency:cap:1.2", "urn:x", CapFault.NotCap, 2, "/alert")]
    [InlineData("<status>", "<status lang=\"vi\">", CapFault.Attribute, 6, "/alert/status/@lang")]
    [InlineData("<info>", "<info>lạc", CapFault.Mixed, 10, "/alert/info[1]")]
    [InlineData("Actual", "<b>Actual</b>", CapFault.Mixed, 6, "/alert/status")]
    [InlineData("<msgType>Update", "<priority>1</priority><msgType>Update", CapFault.Unknown, 7, "/alert/priority")]
    [InlineData("<event>", "<event xmlns=\"urn:x\"/><event>", CapFault.Unknown, 13, "/alert/info[1]/event")]
    // Number and order.
    [InlineData("  <identifier>tungngo.17</identifier>\n", "", CapFault.Missing, 2, "/alert/identifier")]
    [InlineData("  <sent>2026-03-01T07:30:00+07:00</sent>\n", "", CapFault.Missing, 2, "/alert/sent")]
    [InlineData("  <scope>Public</scope>\n", "", CapFault.Missing, 2, "/alert/scope")]
    [InlineData("    <category>Env</category>\n", "", CapFault.Missing, 10, "/alert/info[1]/category")]
    [InlineData("    <certainty>Observed</certainty>\n", "", CapFault.Missing, 10, "/alert/info[1]/certainty")]
    [InlineData("<value>4.5</value>", "", CapFault.Missing, 19, "/alert/info[1]/parameter[1]/value")]
    [InlineData("      <mimeType>audio/mpeg</mimeType>\n", "", CapFault.Missing, 20, "/alert/info[1]/resource[1]/mimeType")]
    [InlineData("      <areaDesc>Ấp Trường Thành B</areaDesc>\n", "", CapFault.Missing, 26, "/alert/info[1]/area[1]/areaDesc")]
    [InlineData("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>", CapFault.Repeated, 8, "/alert/scope")]
    [InlineData("<status>Actual</status>\n  <msgType>Update</msgType>", "<msgType>Update</msgType>\n  <status>Actual</status>", CapFault.Misplaced, 7, "/alert/status")]
    [InlineData("<urgency>", "<areaDesc>x</areaDesc><urgency>", CapFault.Misplaced, 14, "/alert/info[1]/areaDesc")]
    [InlineData("</alert>", "<note>x</note></alert>", CapFault.Misplaced, 34, "/alert/note")]
    // Texts.
    [InlineData("tungngo.17", "tung ngo", CapFault.ForbiddenLetter, 3, "/alert/identifier")]
    [InlineData("tungngo.17", "a,b", CapFault.ForbiddenLetter, 3, "/alert/identifier")]
    [InlineData("tungngo.17", "a&amp;b", CapFault.ForbiddenLetter, 3, "/alert/identifier")]
    [InlineData("<sender>canhbao@soctrang.example", "<sender>a&lt;b", CapFault.ForbiddenLetter, 4, "/alert/sender")]
    [InlineData("<sender>canhbao@soctrang.example", "<sender>", CapFault.Empty, 4, "/alert/sender")]
    [InlineData("Xâm nhập mặn", " ", CapFault.Empty, 13, "/alert/info[1]/event")]
    [InlineData("Ấp Trường Thành B", "", CapFault.Empty, 27, "/alert/info[1]/area[1]/areaDesc")]
    [InlineData("Actual", "actual", CapFault.NotAllowed, 6, "/alert/status")]
    [InlineData("Actual", " Actual", CapFault.NotAllowed, 6, "/alert/status")]
    [InlineData("Actual", "0", CapFault.NotAllowed, 6, "/alert/status")]
    [InlineData("Env", "Water", CapFault.NotAllowed, 12, "/alert/info[1]/category[1]")]
    [InlineData("Severe", "Very severe", CapFault.NotAllowed, 15, "/alert/info[1]/severity")]
    [InlineData("vi-VN", "tiếng Việt", CapFault.NotALanguage, 11, "/alert/info[1]/language")]
    [InlineData("https://tungngo.example/b/1", "/b/1 2", CapFault.NotAnAddress, 18, "/alert/info[1]/web")]
    // Times.
    [InlineData("<sent>2026-03-01T07:30:00+07:00", "<sent>2026-03-01T00:30:00Z", CapFault.ZuluTime, 5, "/alert/sent")]
    [InlineData("<sent>2026-03-01T07:30:00+07:00", "<sent>2026-03-01T07:30:00", CapFault.NotATime, 5, "/alert/sent")]
    [InlineData("<sent>2026-03-01T07:30:00+07:00", "<sent>2026-02-30T07:30:00+07:00", CapFault.NotATime, 5, "/alert/sent")]
    [InlineData("<sent>2026-03-01T07:30:00+07:00", "<sent>2026-03-01T07:30:00.5+07:00", CapFault.NotATime, 5, "/alert/sent")]
    [InlineData("<sent>2026-03-01T07:30:00+07:00", "<sent>01/03/2026 07:30", CapFault.NotATime, 5, "/alert/sent")]
    [InlineData("<expires>2026-03-02T07:30:00+07:00", "<expires>2026-03-02T07:30:00+15:00", CapFault.NotATime, 17, "/alert/info[1]/expires")]
    // References.
    [InlineData("canhbao@soctrang.example,tungngo.9,2026-02-28T07:30:00+07:00", "tungngo.9", CapFault.NotAReference, 9, "/alert/references")]
    [InlineData("tungngo.9,2026-02-28T07:30:00+07:00", "tungngo.9,2026-02-28T00:30:00Z", CapFault.NotAReference, 9, "/alert/references")]
    [InlineData("canhbao@soctrang.example,tungngo.9,2026-02-28T07:30:00+07:00", "", CapFault.Missing, 9, "/alert/references")]
    [InlineData("Public", "Restricted", CapFault.Missing, 2, "/alert/restriction")]
    [InlineData("Public", "Private", CapFault.Missing, 2, "/alert/addresses")]
    // Places.
    [InlineData("9.6,105.9 9.7,105.9 9.7,106.0 9.6,105.9", "9.6,105.9 9.7,105.9 9.6,105.9", CapFault.TooFewPoints, 28, "/alert/info[1]/area[1]/polygon[1]")]
    [InlineData("9.7,106.0 9.6,105.9", "9.7,106.0 9.6,105.8", CapFault.NotClosed, 28, "/alert/info[1]/area[1]/polygon[1]")]
    [InlineData("9.7,106.0 9.6,105.9", "9.7;106.0 9.6,105.9", CapFault.NotAPoint, 28, "/alert/info[1]/area[1]/polygon[1]")]
    [InlineData("9.7,106.0 9.6,105.9", "106.0,9.7 9.6,105.9", CapFault.OffTheGlobe, 28, "/alert/info[1]/area[1]/polygon[1]")]
    [InlineData("9.6,105.9 9.7,105.9 9.7,106.0 9.6,105.9", "", CapFault.TooFewPoints, 28, "/alert/info[1]/area[1]/polygon[1]")]
    [InlineData("9.65,105.95 2.5", "9.65,105.95", CapFault.NotACircle, 29, "/alert/info[1]/area[1]/circle[1]")]
    [InlineData("9.65,105.95 2.5", "9.65,105.95 -1", CapFault.NotACircle, 29, "/alert/info[1]/area[1]/circle[1]")]
    [InlineData("9.65,105.95 2.5", "9.65,180.1 2", CapFault.OffTheGlobe, 29, "/alert/info[1]/area[1]/circle[1]")]
    [InlineData("<altitude>0<", "<altitude>cao<", CapFault.NotANumber, 31, "/alert/info[1]/area[1]/altitude")]
    [InlineData("<altitude>0</altitude>", "<ceiling>9</ceiling>", CapFault.Missing, 31, "/alert/info[1]/area[1]/altitude")]
    // Files.
    [InlineData("<size>7", "<size>7 kB", CapFault.NotANumber, 23, "/alert/info[1]/resource[1]/size")]
    [InlineData("<size>7", "<size>-7", CapFault.NotANumber, 23, "/alert/info[1]/resource[1]/size")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "da39a3ee", CapFault.NotADigest, 24, "/alert/info[1]/resource[1]/digest")]
    [InlineData("<digest>", "<derefUri>không</derefUri><digest>", CapFault.NotBase64, 24, "/alert/info[1]/resource[1]/derefUri")]
    public void What_is_wrong_is_refused_with_its_place(string right, string wrong, CapFault fault, int line, string path)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);
        var problems = Assert.Throws<CapException>(() => Read(ReplaceFirst(right, wrong))).Problems;
        var problem = Assert.Single(problems);
        Assert.Equal((fault, line, path), (problem.Fault, problem.Line, problem.Path));
        Assert.True(problem.Column >= 1);
    }

    [Fact]
    public void The_column_is_that_of_the_element()
    {
        var problem = Assert.Single(Assert.Throws<CapException>(() => Read(ReplaceFirst("<value>4.5</value>", "<value>4.5</value><unit>g/l</unit>"))).Problems);
        Assert.Equal((19, 66, "/alert/info[1]/parameter[1]/unit"), (problem.Line, problem.Column, problem.Path));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var spoilt = Right.Replace("Actual", "Now", StringComparison.Ordinal).Replace("2.5", "far", StringComparison.Ordinal).Replace("<urgency>Expected</urgency>", "", StringComparison.Ordinal);
        Assert.Equal(
            ["/alert/status", "/alert/info[1]/area[1]/circle[1]", "/alert/info[1]/urgency"],
            Assert.Throws<CapException>(() => Read(spoilt)).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void A_flood_of_mistakes_is_answered_with_a_hundred() =>
        Assert.Equal(100, Assert.Throws<CapException>(() => Read(ReplaceFirst("<scope>", string.Concat(Enumerable.Repeat("<x/>", 5000)) + "<scope>"))).Problems.Count);

    [Theory]
    [InlineData("<info>", "<!-- c --><info>")]
    [InlineData("<alert ", "<alert xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:oasis:names:tc:emergency:cap:1.2 cap.xsd\" ")]
    [InlineData("07:30:00+07:00</sent>", "00:30:00-00:00</sent>")]
    [InlineData("    <language>vi-VN</language>\n", "")]
    [InlineData("</alert>", "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></alert>")]
    [InlineData("<references>", "<restriction/><references>")]
    public void What_looks_odd_but_is_allowed_is_read(string from, string to) => Assert.Equal("canhbao@soctrang.example", Read(ReplaceFirst(from, to)).Sender);

    [Fact]
    public void Without_a_language_it_is_English() => Assert.Equal("en-US", Read(ReplaceFirst("<language>vi-VN</language>", "")).Infos[0].Language);

    [Fact]
    public void The_document_says_its_own_encoding()
    {
        var latin = ReplaceFirst("utf-8", "iso-8859-1").Replace("Xâm nhập mặn", "Pluie verglaçante", StringComparison.Ordinal).Replace("Bản đọc loa", "Son", StringComparison.Ordinal).Replace("Ấp Trường Thành B", "Montréal", StringComparison.Ordinal);
        Assert.Equal("Pluie verglaçante", CapReader.Read(Encoding.Latin1.GetBytes(latin)).Infos[0].Event);
    }

    private static CapAlert Read(string document) => CapReader.Read(Encoding.UTF8.GetBytes(document));

    private static string ReplaceFirst(string from, string to)
    {
        var at = Right.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return Right[..at] + to + Right[(at + from.Length)..];
    }
}
