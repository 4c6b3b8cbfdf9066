using Microsoft.AspNetCore.OpenApi;

namespace TungNgo.Web;

/// <summary>The API's description, the same wherever it is served: docs/api/openapi.json is compared with it.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options) => options.AddOperationTransformer(ApiExamples.DescribeAsync).AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Từng Ngõ", Version = "1", Description = "Phones speak to /api/sync with a bearer token; the console's downloads use its cookie; programs read figures with a key (docs/exchange.md)." };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
