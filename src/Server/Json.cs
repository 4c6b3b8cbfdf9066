using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace TungNgo;

/// <summary>An enum that goes over the wire by its number, because its readers compare it or because it always did. All others go by name.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class ByNumberAttribute : Attribute;

/// <summary>How everything is written as JSON: enums as words ("urbanHamlet"), nothing for null, and no half bodies.</summary>
internal static class JsonShape
{
    /// <summary>For shipped files and for JSON kept in the database: enums as words too, but lenient in what is left out.</summary>
    public static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>One for all: options that are alike share what was learnt of the types.</summary>
    private static readonly EnumNames Enums = new();
    private static readonly IJsonTypeInfoResolver Resolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(Insist);

    public static void Apply(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(Enums);
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = Resolver;
    }

    /// <summary>
    /// What a record's constructor demands must be in the body, and lists hold no nulls: otherwise half a body would be read as zeros and
    /// nulls, and fail later with an answer that tells the caller nothing.
    /// </summary>
    private static void Insist(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false } parameter)
            {
                property.IsRequired = property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is null : !parameter.IsNullable;
            }
        }

        if (type.Kind is JsonTypeInfoKind.Enumerable && type.ElementType?.IsValueType == false)
        {
            type.OnDeserialized = list =>
            {
                if (((System.Collections.IEnumerable)list).Cast<object?>().Any(item => item is null))
                {
                    throw new JsonException("A list holds null.");
                }
            };
        }

        if (type.Kind is JsonTypeInfoKind.Dictionary && type.ElementType?.IsValueType == false)
        {
            type.OnDeserialized = map =>
            {
                if (((System.Collections.IDictionary)map).Values.Cast<object?>().Any(value => value is null))
                {
                    throw new JsonException("A map holds null.");
                }
            };
        }
    }

    private sealed class EnumNames : JsonConverterFactory
    {
        private readonly JsonStringEnumConverter names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(ByNumberAttribute), inherit: false);

        public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => names.CreateConverter(typeToConvert, options);
    }
}
