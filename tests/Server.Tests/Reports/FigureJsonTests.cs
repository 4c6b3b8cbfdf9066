using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using TungNgo.Reports;
using TungNgo.Reports.Catalogue;

namespace TungNgo.Tests.Reports;

/// <summary>The figures' own writer of JSON, beside the serializer that describes them.</summary>
public sealed class FigureJsonTests
{
    private static readonly JsonSerializerOptions Shape = ShapeOfServer();

    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.String, Gen.Int[0, 3].Select(i => new[] { "Xã Trường Khánh", "\"Ấp\" <1> & 2", "ភូមិ", "" }[i]));

    private static readonly Gen<decimal?> Number = Gen.OneOf(
        Gen.Decimal.Select(d => (decimal?)d), Gen.Int[0, 5].Select(i => new decimal?[] { null, 0m, 0.50600m, 1m / 3, 8326m, decimal.MaxValue }[i]));

    private static readonly Gen<int?> Count = Gen.OneOf(Gen.Int.Select(i => (int?)i), Gen.Const((int?)null));

    private static readonly Gen<string?> Text = Gen.OneOf(Words.Select(w => (string?)w), Gen.Const((string?)null));

    private static readonly Gen<IndicatorFigure> Figure =
        from code in Words
        from version in Gen.Int
        from value in Number
        from parts in Gen.Select(Number, Number, Number)
        from qualifier in Gen.Enum<Qualifier>()
        from reporting in Gen.Select(Count, Count)
        from texts in Gen.Select(Text, Text)
        select new IndicatorFigure(
            code, version, value, parts.Item1, parts.Item2, qualifier, reporting.Item1, reporting.Item2, texts.Item1, texts.Item2, parts.Item3);

    private static readonly Gen<IndicatorUnit> Unit =
        from id in Gen.Guid
        from parent in Gen.OneOf(Gen.Guid.Select(g => (Guid?)g), Gen.Const((Guid?)null))
        from words in Gen.Select(Text, Words, Words)
        from figures in Figure.Array[0, 4]
        from approved in Gen.OneOf(
            Gen.Select(Gen.Guid, Words, Gen.Int, Gen.DateTime, Gen.Long)
                .Select(s => (IndicatorSnapshot?)new(s.Item1, s.Item2, s.Item3, "ABCD", "f00", s.Item4, s.Item5)), Gen.Const((IndicatorSnapshot?)null))
        select new IndicatorUnit(id, words.Item1, words.Item2, words.Item3, parent, figures, approved);

    private static readonly Gen<IndicatorValues> One = Gen.Select(Words, Gen.Date, Gen.Date, Gen.Long, Unit.Array[0, 3]).Select(v =>
        new IndicatorValues(
            v.Item1, DateOnly.FromDateTime(v.Item2), DateOnly.FromDateTime(v.Item3), DateOnly.FromDateTime(v.Item2), v.Item4, v.Item5, "approved"));

    [Fact]
    public void Figures_are_written_as_the_serializer_would_write_them() => Gen
        .Select(One, Gen.OneOf(One.Array[0, 3].Select(a => (IndicatorValues[]?)a), Gen.Const((IndicatorValues[]?)null))).Sample((first, others) =>
        {
            var values = first with { Others = others };
            var bytes = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(bytes, new() { Encoder = Shape.Encoder, SkipValidation = true }))
            {
                FigureJson.Write(json, values);
            }

            Assert.Equal(JsonSerializer.Serialize(values, Shape), Encoding.UTF8.GetString(bytes.WrittenSpan));
        });

    private static JsonSerializerOptions ShapeOfServer()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonShape.Apply(options);
        return options;
    }
}
