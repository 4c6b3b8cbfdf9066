using System.Globalization;
using System.Text;
using System.Xml;
using TungNgo.Reports.Periods;

namespace TungNgo.Exchange.Wire;

/// <summary>Aggregate Data Exchange (IHE QRPH): a group for each unit and period, its values in it.</summary>
internal static class Adx
{
    public const string Namespace = "urn:ihe:qrph:adx:2015", ContentType = "application/adx+xml";

    /// <param name="dataSet">Their code of the form; null where they do not ask for one.</param>
    public static byte[] Write(OutValues values, string? dataSet, DateTime at)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            xml.WriteStartElement("adx", Namespace);
            xml.WriteAttributeString("exported", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            foreach (var group in values.Values.GroupBy(v => (v.Unit, v.Period.Code)))
            {
                xml.WriteStartElement("group", Namespace);
                xml.WriteAttributeString("orgUnit", group.Key.Unit);
                xml.WriteAttributeString("period", group.First().Period.Iso()!);
                if (dataSet is not null)
                {
                    xml.WriteAttributeString("dataSet", dataSet);
                }

                foreach (var value in group)
                {
                    xml.WriteStartElement("dataValue", Namespace);
                    xml.WriteAttributeString("dataElement", value.Element);
                    xml.WriteAttributeString("value", value.Value);
                    if (value.Comment is not null)
                    {
                        xml.WriteElementString("annotation", Namespace, value.Comment);
                    }

                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }
}
