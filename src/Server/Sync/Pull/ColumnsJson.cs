using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace TungNgo.Sync.Pull;

/// <summary>How a pull is written for whoever asks for another form than that of the rest of the API.</summary>
internal sealed class PullForms(IOptions<JsonOptions> json)
{
    /// <summary>Households as columns.</summary>
    public JsonSerializerOptions Columns { get; } = ColumnsJson<WireHousehold>.Over(json.Value.SerializerOptions);
}

/// <summary>
/// A list of records as columns, for phones on slow lines: each name stands once, words that return stand once and are named by their place, ids and
/// numbers say how they differ from the one before. A hamlet's first pull is a quarter of the letters and two thirds of the bytes on the line, and
/// costs less to compress.
/// </summary>
/// <remarks>
/// <c>{"n": rows, "of": {name: column}}</c>. A column is <c>[values]</c>; <c>{"d": [words], "i": [places]}</c>; <c>{"g": ["34:d7", …]}</c>, so many
/// letters of the one before and then these; <c>{"s": [differences]}</c>; or lists of records, <c>{"n": [how many, −1 for none], "of": …}</c>. What is
/// null is left out of the record. <c>src/Field/src/sync/columns.ts</c> reads it.
/// </remarks>
internal sealed class ColumnsJson<T> : JsonConverter<T[]> where T : notnull
{
    /// <summary>The same shape, but for lists of this record.</summary>
    public static JsonSerializerOptions Over(JsonSerializerOptions options) => new(options) { Converters = { new ColumnsJson<T>() } };

    public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Only phones read columns.");

    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", value.Length);
        WriteOf(writer, typeof(T), [.. value], options);
        writer.WriteEndObject();
    }

    private static void WriteOf(Utf8JsonWriter writer, Type type, List<object> rows, JsonSerializerOptions options)
    {
        writer.WriteStartObject("of");
        foreach (var property in options.GetTypeInfo(type).Properties)
        {
            var values = rows.ConvertAll(r => property.Get!(r));
            if (values.Exists(v => v is not null))
            {
                writer.WritePropertyName(property.Name);
                WriteColumn(writer, property.PropertyType, values, options);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter writer, Type type, List<object?> values, JsonSerializerOptions options)
    {
        if (type.IsArray && options.GetTypeInfo(type.GetElementType()!) is { Kind: JsonTypeInfoKind.Object } element)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("n");
            values.ForEach(v => writer.WriteNumberValue(v is Array list ? list.Length : -1));
            writer.WriteEndArray();
            WriteOf(writer, element.Type, [.. values.OfType<Array>().SelectMany(list => list.Cast<object>())], options);
            writer.WriteEndObject();
            return;
        }

        switch (Nullable.GetUnderlyingType(type) ?? type)
        {
            case var t when t == typeof(Guid):
                WritePrefixed(writer, values);
                break;
            case var t when (t == typeof(int) || t == typeof(long)) && !values.Contains(null):
                WriteDifferences(writer, values);
                break;
            case var t when t == typeof(string):
                WriteWords(writer, values, options);
                break;
            default:
                JsonSerializer.Serialize(writer, values, options);
                break;
        }
    }

    private static void WriteDifferences(Utf8JsonWriter writer, List<object?> values)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("s");
        var before = 0L;
        foreach (var value in values)
        {
            var number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
            writer.WriteNumberValue(number - before);
            before = number;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Ids of one write count up; ids of another begin anew. Few of them, often told again, are words.</summary>
    private static void WritePrefixed(Utf8JsonWriter writer, List<object?> values)
    {
        if (values.Distinct().Count() <= Few(values.Count))
        {
            WriteWords(writer, values.ConvertAll(v => (object?)v?.ToString()), null);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartArray("g");
        var before = "";
        foreach (var value in values)
        {
            if (value?.ToString() is not { } id)
            {
                writer.WriteNullValue();
                continue;
            }

            var same = id.AsSpan().CommonPrefixLength(before);
            writer.WriteStringValue($"{same}:{id.AsSpan(same)}");
            before = id;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, List<object?> values, JsonSerializerOptions? options)
    {
        var words = new List<string?>();
        var places = new Dictionary<string, int>();
        foreach (var word in values)
        {
            if (places.TryAdd((string?)word ?? "", words.Count))
            {
                words.Add((string?)word);
            }
        }

        // An empty text and none are not the same; where both stand they are written out.
        if (words.Count > Few(values.Count) || (values.Contains(null) && values.Contains("")))
        {
            JsonSerializer.Serialize(writer, values, options);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("d");
        JsonSerializer.Serialize(writer, words, options);
        writer.WriteStartArray("i");
        values.ForEach(v => writer.WriteNumberValue(places[(string?)v ?? ""]));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static int Few(int count) => Math.Max(64, count / 8);
}
