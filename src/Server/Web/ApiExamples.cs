using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TungNgo.Web;

/// <summary>Questions that a route answers as they stand, told in the API's description. A test asks each of them.</summary>
/// <param name="questions">The part of the address from "?" on; empty is the bare address.</param>
internal sealed class ApiExamples(params string[] questions)
{
    public IReadOnlyList<string> Questions => questions;

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExamples>().FirstOrDefault() is { } examples)
        {
            operation.Description = "Examples:\n" + string.Join('\n', examples.Questions.Select(q => $"- `GET /{context.Description.RelativePath?.TrimEnd('/')}{q}`"));
        }

        return Task.CompletedTask;
    }
}
