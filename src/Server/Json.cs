using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Visits;

namespace TungNgo;

internal static class JsonShape
{
    public static void Apply(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<AreaKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<AreaTier>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<SuccessionKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ServiceKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ServiceSubject>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamLevel>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamRole>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<TeamGap>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<BulletinState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Urgency>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<BulletinRelation>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ChannelFamily>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Insist);
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
}
